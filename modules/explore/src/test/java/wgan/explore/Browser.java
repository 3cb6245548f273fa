package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chromium without a window, with one page, driven by the Chrome DevTools Protocol. Lives until it is closed. Everything that the page
 * logs, and every exception in it, is collected.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** Far more than it needs, even on a busy machine. */
    private static final long TIMEOUT_SECONDS = 120;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final Connection connection;

    private Browser(Process process, Connection connection) {
        this.process = process;
        this.connection = connection;
    }

    /** Finds it on this machine; empty if it is not installed. */
    static Optional<Path> find() {
        return Stream.of("/usr/bin", "/usr/local/bin")
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param language that it prefers, such as {@code zh-CN}
     */
    static Browser start(Path program, Path folder, String language) throws Exception {
        Path log = folder.resolve("browser.log");
        List<String> command = List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // does not start for root without it
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--accept-lang=" + language,
                "--lang=" + language,
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile())
                .start();
        try {
            // Its first line names the port; then it logs only to this file.
            Path port = folder.resolve("profile").resolve("DevToolsActivePort");
            await(
                    "a port of the browser",
                    () -> Files.exists(port) && Files.readAllLines(port).size() >= 2);
            List<String> lines = Files.readAllLines(port);
            Connection connection = Connection.open(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
            JsonNode target = connection.call("", "Target.createTarget", Map.of("url", "about:blank"));
            JsonNode attached = connection.call(
                    "",
                    "Target.attachToTarget",
                    Map.of("targetId", target.path("targetId").asString(), "flatten", true));
            connection.session = attached.path("sessionId").asString();
            Browser browser = new Browser(process, connection);
            browser.call("Page.enable", Map.of());
            browser.call("Runtime.enable", Map.of());
            browser.call("Log.enable", Map.of());
            return browser;
        } catch (Exception e) {
            end(process);
            throw new IllegalStateException("the browser did not start; its log: " + Files.readString(log), e);
        }
    }

    /** A condition that may become true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until a condition holds; there is no event to wait for. */
    static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("time of waiting for " + what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Opens a page in a window of a size. */
    void open(URI page, int width, int height, boolean isDark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
        call("Page.navigate", Map.of("url", page.toString()));
        await("the page", () -> evaluate("document.readyState").asString().equals("complete"));
    }

    /** Evaluates an expression of JavaScript in the page; waits for a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        assertThat(answer.path("exceptionDetails").isMissingNode())
                .as(expression + ": " + answer)
                .isTrue();
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true in the page. */
    void await(String expression) throws Exception {
        await(expression, () -> evaluate("Boolean(" + expression + ")").asBoolean());
    }

    /** A mouse event at a place of the window. */
    void mouse(String type, double x, double y) throws Exception {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
    }

    /** Presses and releases a key, such as {@code ArrowRight}. */
    void key(String name) throws Exception {
        int code = Map.of(
                        "ArrowLeft",
                        37,
                        "ArrowUp",
                        38,
                        "ArrowRight",
                        39,
                        "ArrowDown",
                        40,
                        "Enter",
                        13,
                        "Tab",
                        9,
                        "w",
                        87,
                        "End",
                        35)
                .get(name);
        ObjectNode event =
                JSON.createObjectNode().put("key", name).put("code", name).put("windowsVirtualKeyCode", code);
        if (name.equals("Enter") || name.length() == 1) {
            event.put("text", name.equals("Enter") ? "\r" : name);
        }
        call("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyDown"));
        call("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    }

    /** Writes a picture of the window, or of the whole page. */
    void screenshot(Path png, boolean isWhole) throws Exception {
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", isWhole));
        Files.createDirectories(png.getParent());
        Files.write(png, Base64.getDecoder().decode(answer.path("data").asString()));
    }

    /** Returns what the page has logged, and its exceptions. */
    List<String> complaints() {
        return new ArrayList<>(connection.complaints);
    }

    /** Forgets what the page has logged so far: the test has expected it. */
    void forgetComplaints() {
        connection.complaints.clear();
    }

    /** Calls a method of the protocol. */
    JsonNode call(String method, Object parameters) throws Exception {
        return connection.call(connection.session, method, parameters);
    }

    @Override
    public void close() throws InterruptedException {
        connection.socket.abort();
        end(process);
    }

    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** The messages of the protocol: a call has a number, and so has its answer; an event has none. */
    private static final class Connection implements WebSocket.Listener {
        private final AtomicInteger calls = new AtomicInteger();
        private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        private final StringBuilder text = new StringBuilder();
        private String session = "";
        private WebSocket socket;

        static Connection open(URI address) throws Exception {
            Connection connection = new Connection();
            connection.socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(address, connection)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return connection;
        }

        JsonNode call(String session, String method, Object parameters)
                throws IOException, InterruptedException, ExecutionException, TimeoutException {
            int number = calls.incrementAndGet();
            ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
            message.set("params", JSON.valueToTree(parameters));
            if (!session.isEmpty()) {
                message.put("sessionId", session);
            }
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            answers.put(number, answer);
            socket.sendText(message.toString(), true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            JsonNode answered = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new IOException(method + ": " + answered.path("error"));
            }
            return answered.path("result");
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                String method = message.path("method").asString("");
                CompletableFuture<JsonNode> answer =
                        answers.remove(message.path("id").asInt(0));
                if (answer != null) {
                    answer.complete(message);
                } else if (List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
                        .contains(method)) {
                    complaints.add(message.path("params").toString());
                }
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
