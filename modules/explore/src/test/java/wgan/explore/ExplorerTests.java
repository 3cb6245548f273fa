package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wgan.explore.Client.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.data.ImageAnimation;
import wgan.data.ImageGrid;
import wgan.image.ImageShape;
import wgan.image.Pixels;
import wgan.model.Generator;
import wgan.model.LatentFile;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;

/** The server, by requests over the network. */
class ExplorerTests {
    private static final int L = SmallGenerator.LATENT_DIM;

    private static Generator generator;

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private Explorer explorer;
    private Client client;

    @BeforeAll
    static void load(@TempDir Path folder) throws IOException {
        generator = Generator.load(SmallGenerator.write(folder.resolve("model.safetensors"), 1));
    }

    @AfterAll
    static void release() {
        generator.close();
    }

    @BeforeEach
    void start() throws IOException {
        explorer = Explorer.start(generator, options().withName("mine"));
        client = new Client(explorer.uri());
    }

    private Explorer.Options options() {
        return Explorer.Options.DEFAULT.withLog(log::add);
    }

    @AfterEach
    void stop() {
        explorer.close();
        assertThat(log).isEmpty();
    }

    @Test
    void seeds_areDrawnAsTheGeneratorSamplesThem() throws Exception {
        float[] images = generator.sample(seeds(5, 6, 7, 8, 9, 10, 11, 12, 13));
        String view = "?view=seeds&first=5&count=9";
        assertThat(client.body("/api/images" + view)).isEqualTo(Pixels.toBytes(images));
        assertThat(client.body("/api/images.png" + view)).isEqualTo(ImageGrid.LAB.png(images, ImageShape.MNIST));
        assertThat(client.body("/api/images.gif" + view))
                .isEqualTo(ImageAnimation.DEFAULT.gif(images, ImageShape.MNIST));
    }

    /** The two shapes have other sides, other channels, and sides that differ. */
    @ParameterizedTest
    @ValueSource(strings = {"3x32x32", "1x48x64"})
    void otherShape_isDrawnAsTheGeneratorSamplesIt(String text) throws Exception {
        ImageShape shape = ImageShape.parse(text);
        Path file = SmallGenerator.write(folder.resolve("model.safetensors"), 1, shape);
        try (Generator shaped = Generator.load(file);
                Explorer other = Explorer.start(shaped, options())) {
            Client ofOther = new Client(other.uri());
            float[] images = shaped.sample(seeds(5, 6, 7));
            String view = "?view=seeds&first=5&count=3";
            assertThat(ofOther.json("/api/model").path("image_shape"))
                    .hasToString("{\"channels\":%d,\"height\":%d,\"width\":%d}"
                            .formatted(shape.channels(), shape.height(), shape.width()));
            HttpResponse<byte[]> response = ofOther.get("/api/images" + view);
            assertThat(response.headers().firstValue("Image-Shape")).hasValue(text);
            assertThat(response.body()).isEqualTo(Pixels.toBytes(images));
            assertThat(ofOther.body("/api/images.png" + view)).isEqualTo(ImageGrid.LAB.png(images, shape));
            assertThat(ofOther.body("/api/images.gif" + view)).isEqualTo(ImageAnimation.DEFAULT.gif(images, shape));
            assertThat(ofOther.body("/api/images?view=walk&from=3&to=17&steps=6"))
                    .isEqualTo(Pixels.toBytes(shaped.sample(Latents.path(seeds(3, 17), L, 6))));
            assertThat(ofOther.body("/api/images?view=points&z=" + encode("3+17-42")))
                    .as("a sum")
                    .hasSize(shape.numel());
        }
    }

    @Test
    void walk_isTheInterpolationOfTheModel() throws Exception {
        String view = "?view=walk&from=3&to=17&steps=6";
        assertThat(client.body("/api/images" + view)).isEqualTo(drawn(Latents.path(seeds(3, 17), L, 6)));
        assertThat(client.body("/api/images" + view + "&closed=true"))
                .isEqualTo(drawn(Latents.loop(seeds(3, 17), L, 6)));
    }

    @Test
    void neighborhood_isAPlaneWithTheDigitInItsMiddle() throws Exception {
        String plane = "?view=neighborhood&z=3&across=100&down=101&step=0.2&size=3&x=0.4&y=-0.6";
        byte[] images = client.body("/api/images" + plane);
        String points = "?view=points&z=" + encode("norm(3+0.2*100-0.8*101)") + "&z="
                + encode("norm(3+0.4*100-0.6*101)") + "&z=" + encode("norm(3+0.6*100-0.4*101)");
        byte[] expected = client.body("/api/images" + points);
        for (int i = 0; i < 3; i++) {
            assertThat(image(images, 4 * i)).as("image on the diagonal").isEqualTo(image(expected, i));
        }
        assertThat(image(images, 0)).isNotEqualTo(image(images, 8));
    }

    @Test
    void direction_changesOneNumberFromEndToEnd() throws Exception {
        byte[] images = client.body("/api/images?view=direction&z=3&index=2&reach=4&count=5");
        float[] latents = seeds(3, 3, 3, 3, 3);
        for (int i = 0; i < 5; i++) {
            latents[i * L + 2] += 2 * i - 4;
        }
        assertThat(images).isEqualTo(drawn(latents));
    }

    @Test
    void latents_areAFileThatDrawsTheSameImages() throws Exception {
        String view = "?view=points&z=" + encode("norm(3+17-42)") + "&z=" + encode("slerp(3,17,0.3)+2*e1");
        Path file = Files.write(folder.resolve("z.safetensors"), client.body("/api/latents.safetensors" + view));
        assertThat(client.body("/api/images" + view)).isEqualTo(drawn(LatentFile.read(file, L)));
    }

    @Test
    void model_isDescribed() throws Exception {
        assertThat(client.json("/api/model"))
                .hasToString("{\"model\":\"mine\",\"version\":1,\"run\":false,\"commands\":false,\"latent_dim\":4,"
                        + "\"device\":\"cpu\",\"image_shape\":{\"channels\":1,\"height\":28,\"width\":28}}");
    }

    @Test
    void assets_areSentWithTheirTypesAndProtection() throws Exception {
        for (String name : Assets.NAMES) {
            HttpResponse<byte[]> response = client.get("/" + name);
            assertThat(response.statusCode()).as(name).isEqualTo(200);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
        assertThat(client.get("/").headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(client.get("/main.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
    }

    /** All resources of the page are sent, so none is missing in the list. */
    @Test
    void assets_areAllResources() throws Exception {
        Path page = Path.of(Assets.class.getResource("page.html").toURI());
        try (var files = Files.list(page.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".class")))
                    .containsExactlyInAnyOrderElementsOf(Assets.NAMES);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nothing                                       | 404 | path: there is no '/nothing', expected / or a file of the page",
                "/Explorer.class                                | 404 | path: there is no '/Explorer.class'",
                "/../page.html                                  | 404 | path: there is no '/../page.html'",
                "/%2e%2e/page.html                              | 404 | path: there is no '/../page.html'",
                "/api                                           | 404 | path: there is no '/api'",
                "/api/run                                       | 404 | run: mine is not a run directory",
                "/api/run/samples/epoch-000.png                 | 404 | run: mine is not a run directory",
                "/api/command?view=points&z=1&format=png        | 404 | command: this program has none",
                "/api/command?view=points&z=1&format=exe        | 400 | parameter format: is 'exe', expected png or gif",
                "/page.css?x=1                                  | 400 | parameter x: is unknown, expected none",
                "/api/model?x=1                                 | 400 | parameter x: is unknown, expected none",
                "/api/images                                    | 400 | parameter view: is there 0 times, expected once",
                "/api/images?view                               | 400 | query: has 'view', expected name=value",
                "/api/images?view=seeds&&first=0                | 400 | query: has '', expected name=value",
                "/api/images?view=all                           | 400 | parameter view: is 'all', expected seeds or points or walk",
                "/api/images?view=seeds                         | 400 | parameter first: is there 0 times, expected once",
                "/api/images?view=seeds&first=-1&count=1        | 400 | parameter first: is '-1', expected a whole number from 0",
                "/api/images?view=seeds&first=1e3&count=1       | 400 | parameter first: is '1e3', expected a whole number",
                "/api/images?view=seeds&first=0&count=0         | 400 | parameter count: is '0', expected a whole number from 1 to 256",
                "/api/images?view=seeds&first=0&count=257       | 400 | parameter count: is '257', expected a whole number from 1 to 256",
                "/api/images?view=seeds&first=0&first=1&count=1 | 400 | parameter first: is there 2 times, expected once",
                "/api/images?view=seeds&first=0&count=1&x=1     | 400 | parameter x: is unknown, expected view, first, count",
                "/api/images?view=seeds&first=999999999999999999&count=9 | 400 | parameter first: is '999999999999999999'",
                "/api/images?view=seeds&first=0&count=9&columns=0 | 400 | parameter columns: is '0', expected a whole number",
                "/api/images?view=points                        | 400 | parameter z: is there 0 times, expected 1 to 256 times",
                "/api/images?view=points&z=                     | 400 | latent: ends at character 0, expected a seed",
                "/api/images?view=points&z=e4                   | 400 | latent: direction e4, expected e0 to e3 for this generator",
                "/api/images?view=points&z=%ff                  | 400 | query: '%ff' is not UTF-8",
                "/api/images?view=points&z=%0a                  | 400 | latent: is",
                "/api/images?view=walk&from=1&to=2&steps=1      | 400 | parameter steps: is '1', expected a whole number from 2 to 128",
                "/api/images?view=walk&from=1&to=2&steps=2&closed=yes | 400 | parameter closed: is 'yes', expected true or false",
                "/api/images?view=neighborhood&z=1&across=2&down=3&step=1&size=4 | 400 | parameter size: is 4, expected an odd number",
                "/api/images?view=neighborhood&z=1&across=2&down=3&step=-1&size=3 | 400 | parameter step: is '-1', expected a number from 0.0",
                "/api/images?view=neighborhood&z=1&across=2&down=3&step=1&size=17 | 400 | parameter size: is '17'",
                "/api/images?view=direction&z=1&index=4&reach=1&count=3 | 400 | latent: direction e4, expected e0 to e3",
                "/api/images?view=direction&z=1&index=0&reach=1&count=1 | 400 | parameter count: is '1', expected a whole number from 2",
                "/api/images?view=direction&z=1&index=0&reach=NaN&count=3 | 400 | parameter reach: is 'NaN', expected a number",
            })
    void badRequest_getsOneLine(String path, int status, String message) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Content-type: text/plain; charset=utf-8");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).startsWith(message).containsOnlyOnce("\n").endsWith("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethod_isRefused(String method) throws Exception {
        HttpResponse<byte[]> response = client.send(method, "/api/images?view=seeds&first=0&count=1");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(Client.text(response)).isEqualTo("method: is " + method + ", expected GET or HEAD\n");
    }

    @Test
    void head_hasNoBody() throws Exception {
        HttpResponse<byte[]> response = client.send("HEAD", "/api/images?view=seeds&first=0&count=2");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).hasValue("1568");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void hugeRequest_isRefused() throws Exception {
        HttpResponse<byte[]> response = client.get("/api/images?view=points&z=" + "1".repeat(Parameters.MAX_LENGTH));
        assertThat(response.statusCode()).isEqualTo(414);
        assertThat(Client.text(response)).isEqualTo("query: has 16398 characters, expected at most 16384\n");
    }

    /** Factors of 1000 within each other: the vector would be infinite. */
    @Test
    void hugeVector_isRefused() throws Exception {
        String huge = "1000*(".repeat(15) + "1" + ")".repeat(15);
        HttpResponse<byte[]> response = client.get("/api/images?view=points&z=" + encode(huge));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.text(response))
                .isEqualTo("latent: the vector of image 0 has a number that is too large for a float\n");
    }

    /** A page of a foreign site, whose name was made to point to this machine, must not read anything. */
    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:9, 200",
        "127.0.0.1, 200",
        "[::1]:8080, 200",
        "LOCALHOST, 200",
        "evil.example, 403",
        "evil.example:80, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "'', 400",
        "a b, 400"
    })
    void foreignHost_isRefused(String host, int status) throws Exception {
        String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    /** A page of a foreign site must not let this machine work, although the browser would not show it the answer. */
    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, 200",
        "localhost:8080, HTTP://LOCALHOST:8080, 200",
        "localhost, https://localhost, 200",
        "[::1]:8080, http://[::1]:8080, 200",
        "localhost:8080, http://evil.example, 403",
        "localhost:8080, http://localhost:8081, 403",
        "localhost:8080, http://localhost:8080.evil.example, 403",
        "localhost:8080, http://127.0.0.1:8080, 403",
        "localhost:8080, file://localhost:8080, 403",
        "localhost:8080, null, 403",
        "localhost:8080, '', 403"
    })
    void foreignOrigin_isRefused(String host, String origin, int status) throws Exception {
        String answer = raw("GET /api/images?view=seeds&first=0&count=1 HTTP/1.1\r\nHost: " + host + "\r\nOrigin: "
                + origin + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("Access-Control-Allow-Origin");
    }

    @Test
    void missingHost_isRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void unchangedFile_isNotSentAgain() throws Exception {
        String tag = client.get("/page.css").headers().firstValue("ETag").orElseThrow();
        HttpURLConnection connection =
                (HttpURLConnection) explorer.uri().resolve("/page.css").toURL().openConnection();
        connection.setRequestProperty("If-None-Match", tag);
        assertThat(connection.getResponseCode()).isEqualTo(304);
    }

    @Test
    void manyClientsAtATime_allGetTheirOwnAnswers() throws Exception {
        int clients = 64;
        int requests = 5;
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            expected.add(client.body("/api/images?view=seeds&count=3&first=" + i));
        }
        CountDownLatch ready = new CountDownLatch(clients);
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<List<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int first = i;
                answers.add(threads.submit(() -> {
                    Client own = new Client(explorer.uri());
                    ready.countDown();
                    ready.await();
                    List<byte[]> bodies = new ArrayList<>();
                    for (int request = 0; request < requests; request++) {
                        bodies.add(own.body("/api/images?view=seeds&count=3&first=" + first));
                    }
                    return bodies;
                }));
            }
            for (int i = 0; i < clients; i++) {
                byte[] own = expected.get(i);
                assertThat(answers.get(i).get())
                        .as("answers to client %d", i)
                        .hasSize(requests)
                        .allMatch(answer -> Arrays.equals(answer, own));
            }
        }
    }

    @Test
    void memory_doesNotGrowWithRequests() throws Exception {
        request(200);
        long tensors = Tensor.liveCount();
        long before = usedHeap();
        request(600);
        assertThat(Tensor.liveCount()).isEqualTo(tensors);
        assertThat(usedHeap() - before).as("growth of the heap in bytes").isLessThan(4L << 20);
    }

    private void request(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            switch (i % 4) {
                case 0 -> client.body("/api/images?view=seeds&count=64&first=" + i);
                case 1 -> client.body("/api/images.png?view=walk&from=1&to=2&steps=16");
                case 2 ->
                    assertThat(client.get("/api/images?view=points&z=x" + i).statusCode())
                            .isEqualTo(400);
                default -> client.body("/page.html");
            }
        }
    }

    /** Returns the heap in use after a collection: the least of several, because threads of the test itself allocate, too. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void replacedFile_isUsedFromTheNextRequestOn() throws Exception {
        Path file = SmallGenerator.write(folder.resolve("model.safetensors"), 1);
        try (Explorer watching = Explorer.start(file, Device.CPU, options())) {
            Client other = new Client(watching.uri());
            String view = "/api/images?view=seeds&first=0&count=4";
            assertThat(other.body(view)).isEqualTo(client.body(view));
            SmallGenerator.write(file, 2);
            byte[] replaced = other.body(view);
            try (Generator second = Generator.load(file)) {
                assertThat(replaced).isEqualTo(Pixels.toBytes(second.sample(seeds(0, 1, 2, 3))));
            }
            assertThat(replaced).isNotEqualTo(client.body(view));
            assertThat(other.json("/api/model").path("version").asInt()).isEqualTo(2);

            Files.writeString(file, "damaged");
            assertThat(other.body(view)).isEqualTo(replaced);
            assertThat(other.body(view)).isEqualTo(replaced);
            assertThat(log).singleElement().asString().contains("model.safetensors", "the last generator is used");
            log.clear();
        }
    }

    @Test
    void portInUse_isNamed() {
        int port = explorer.uri().getPort();
        assertThatThrownBy(() -> Explorer.start(generator, options().withAddress("127.0.0.1", port)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("port " + port + " of 127.0.0.1")
                .hasMessageNotContaining("\n");
    }

    @Test
    void unusableFileOrHost_isNamed() throws IOException {
        assertThatThrownBy(() -> Explorer.start(generator, options().withAddress("no.such.host.invalid", 0)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no.such.host.invalid");
        assertThatThrownBy(() -> Explorer.start(generator, options().withAddress("192.0.2.1", 0)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("host 192.0.2.1 cannot be used")
                .hasMessageNotContaining("port");
        assertThatThrownBy(() -> Explorer.start(folder.resolve("none"), Device.CPU, options()))
                .isInstanceOf(NoSuchFileException.class);
        Path damaged = Files.writeString(folder.resolve("damaged.safetensors"), "damaged");
        assertThatThrownBy(() -> Explorer.start(damaged, Device.CPU, options())).isInstanceOf(ModelFileException.class);
        assertThatThrownBy(() -> options().withAddress("127.0.0.1", 65_536))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closing_freesThePort() throws Exception {
        URI uri = explorer.uri();
        explorer.close();
        assertThatThrownBy(() -> new Client(uri).get("/")).isInstanceOf(ConnectException.class);
        try (Explorer next = Explorer.start(generator, options().withAddress("127.0.0.1", uri.getPort()))) {
            assertThat(new Client(next.uri()).body("/")).isNotEmpty();
        }
    }

    /** Sends bytes as they are, because a client of the JDK would not send a bad request. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), explorer.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try (InputStream in = socket.getInputStream()) {
                in.transferTo(answer);
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private byte[] drawn(float[] latents) {
        return Pixels.toBytes(generator.sample(latents));
    }

    private static byte[] image(byte[] images, int index) {
        int numel = ImageShape.MNIST.numel();
        return Arrays.copyOfRange(images, index * numel, (index + 1) * numel);
    }

    private static float[] seeds(long... seeds) {
        float[] latents = new float[seeds.length * L];
        for (int i = 0; i < seeds.length; i++) {
            System.arraycopy(Latents.of(new Seed(seeds[i]), 0, L), 0, latents, i * L, L);
        }
        return latents;
    }
}
