package example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.random.Seed;

/** A web service that draws digits, /digit?SEED, and eight clients that use it at the same time. */
public final class Main {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 50;

    private Main() {}

    /** Starts the service; with the argument serve it runs until it is ended, otherwise the clients use it. */
    public static void main(String[] arguments) throws Exception {
        boolean serves = arguments.length > 0;
        int port = serves ? 8080 : 0; // 0: a free one
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        try (Generator generator = Generator.pretrained();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.createContext("/digit", exchange -> answer(exchange, generator));
            server.setExecutor(threads); // one generator serves any number of threads
            server.start();
            URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/digit");
            System.out.println("serving " + service + "?7");
            if (serves) {
                Thread.currentThread().join();
            }
            use(service);
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, Generator generator) throws IOException {
        try (exchange) {
            byte[] body;
            int status = 200;
            try {
                long seed = Long.parseLong(String.valueOf(exchange.getRequestURI().getQuery()));
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                ImageIO.write(
                        generator.sampleImage(Latents.of(new Seed(seed), 0, generator.latentDim())), "png", png);
                body = png.toByteArray();
                exchange.getResponseHeaders().set("Content-Type", "image/png");
            } catch (NumberFormatException e) {
                status = 400;
                body = "expected /digit?SEED, SEED a whole number\n".getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void use(URI service) throws Exception {
        long start = System.nanoTime();
        var answers = new HashSet<String>();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<String>> pending = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                for (int i = 0; i < REQUESTS; i++) {
                    URI uri = URI.create(service + "?" + i); // all clients ask for the same digits
                    Callable<String> request = () -> {
                        HttpResponse<byte[]> response = http.send(
                                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
                        return response.statusCode() + " " + new String(response.body(), StandardCharsets.ISO_8859_1);
                    };
                    pending.add(clients.submit(request));
                }
            }
            for (Future<String> answer : pending) {
                answers.add(answer.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d clients, %d requests, %d different digits (expected %d), %.0f requests per second%n",
                CLIENTS, CLIENTS * REQUESTS, answers.size(), REQUESTS, CLIENTS * REQUESTS / seconds);
        if (answers.size() != REQUESTS || answers.stream().anyMatch(answer -> !answer.startsWith("200"))) {
            throw new IllegalStateException("an answer differs, or is an error");
        }
    }
}
