package wgan.checks.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wgan.explore.Explorer;
import wgan.explore.SampleCommands;
import wgan.torch.Device;

/**
 * Requests of the explorer: either the bytes that are sent, or, if the first byte says so, the lines method, path with query, Host,
 * Origin and body, which become a request. Every answer is one that the page expects, and none has data for a foreign site.
 */
final class RequestsTarget implements Target {
    private static final Set<Integer> STATUSES = Set.of(200, 304, 400, 403, 404, 405, 413, 414, 431, 501, 505);
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final Pattern OWN_HOST =
            Pattern.compile("(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?");
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_ANSWER = 8 << 20;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final int port;

    @SuppressWarnings("resource") // ends with the process
    RequestsTarget(Path folder) throws IOException {
        Path directory = folder.resolve("run");
        TrainedRun.train(directory, folder.resolve("events"));
        Explorer explorer = Explorer.start(
                directory,
                Device.CPU,
                Explorer.Options.DEFAULT.withLog(log::add).withCommands(new Commands()));
        port = explorer.uri().getPort();
    }

    @Override
    public List<byte[]> seeds() {
        String host = "127.0.0.1:" + port;
        return List.of(
                raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"),
                raw("GET /api/model HTTP/1.0\r\nHost: localhost\r\n\r\n"),
                lines("GET", "/api/images?view=seeds&first=0&count=3&columns=2", host, "http://" + host, ""),
                lines("GET", "/api/images.png?view=points&z=1&z=0.5*2%2Bslerp(1,e0,0.5)", host, "", ""),
                lines("HEAD", "/api/images.gif?view=walk&from=1&to=2&steps=3&closed=true", host, "", ""),
                lines(
                        "GET",
                        "/api/latents.safetensors?view=neighborhood&z=1&across=2&down=3&step=0.5&size=3",
                        host,
                        "",
                        ""),
                lines("GET", "/api/command?format=png&view=direction&z=1&index=0&reach=2&count=3", host, "", ""),
                lines("GET", "/api/run/samples/epoch-000.png", host, "", ""),
                lines("GET", "/api/run", "localhost", "null", ""),
                lines("POST", "/../../etc/passwd", "example.org", "https://example.org", "body"));
    }

    /** What the page offers to copy. */
    private record Commands() implements SampleCommands {
        @Override
        public String seeds(List<Long> seeds, int columns, String out) {
            return "sample " + seeds;
        }

        @Override
        public String interpolation(List<Long> seeds, int steps, String out) {
            return "sample " + seeds + " " + steps;
        }

        @Override
        public String latents(String latents, int columns, String out) {
            return "sample " + latents;
        }
    }

    private static byte[] raw(String request) {
        return Encodings.input(false, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] lines(String... lines) {
        return Encodings.input(true, String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<String> words() {
        return List.of(
                "GET ",
                "HTTP/1.1",
                "Host: ",
                "Origin: ",
                "Content-Length: ",
                "Transfer-Encoding: chunked",
                "If-None-Match: ",
                "\r\n",
                "%00",
                "%2e%2e%2f",
                "../",
                "[::1]",
                "localhost",
                "999999999999999999",
                "-1",
                "1e9",
                "slerp(",
                "norm(",
                "e0",
                "&view=seeds",
                "&count=256",
                "&columns=",
                "page.html");
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of();
    }

    @Override
    public void read(byte[] input) throws Exception {
        String rest = new String(Encodings.rest(input), StandardCharsets.ISO_8859_1);
        boolean isStructured = Encodings.isEncoded(input);
        String[] lines = rest.replace("\r", "").split("\n", 5);
        String request = isStructured ? request(lines) : rest;
        byte[] answer = send(request.getBytes(StandardCharsets.ISO_8859_1));
        String failure = log.poll();
        FaultException.unless(failure == null, "failed: " + failure);
        Matcher status = STATUS.matcher(new String(answer, StandardCharsets.ISO_8859_1));
        if (!status.lookingAt()) {
            FaultException.unless(
                    answer.length == 0, "no answer of HTTP"); // a connection that the JDK's server has closed
            return;
        }
        int code = Integer.parseInt(status.group(1));
        FaultException.unless(STATUSES.contains(code), "status " + code);
        if (isStructured && (code == 200 || code == 304)) {
            requireOwn(at(lines, 2).trim(), at(lines, 3).trim()); // as the JDK's server does
        }
    }

    private static void requireOwn(String host, String origin) {
        FaultException.unless(OWN_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches(), "answers host " + host);
        FaultException.unless(
                origin.isEmpty()
                        || origin.equalsIgnoreCase("http://" + host)
                        || origin.equalsIgnoreCase("https://" + host),
                "answers origin " + origin);
    }

    private static String at(String[] lines, int index) {
        return index < lines.length ? lines[index] : "";
    }

    private static String request(String... lines) {
        String origin = at(lines, 3).isEmpty() ? "" : "Origin: " + at(lines, 3) + "\r\n";
        return at(lines, 0) + " " + at(lines, 1) + " HTTP/1.1\r\nHost: " + at(lines, 2) + "\r\n" + origin
                + "Connection: close\r\nContent-Length: " + at(lines, 4).length() + "\r\n\r\n" + at(lines, 4);
    }

    private byte[] send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                return in.readNBytes(MAX_ANSWER);
            } catch (SocketTimeoutException e) {
                throw new FaultException("no answer in " + TIMEOUT_MILLIS + " ms", e);
            } catch (SocketException e) {
                return new byte[0]; // the JDK's server has closed the connection before it has read the whole request
            }
        }
    }
}
