package wgan.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The web server: what concerns every request, whatever its path is. It answers a virtual thread for each request; a request that
 * cannot be answered gets one line of text. Lives until it is closed.
 */
final class Server implements AutoCloseable {
    /** The number of requests that are answered or wait at a time. A page has a few. */
    private static final int MAX_REQUESTS = 512;

    private static final int BACKLOG = 256;
    private static final int CLOSE_SECONDS = 5;

    private static final List<String> METHODS = List.of("GET", "HEAD");

    /** For every response. The page has no script and no style in it, loads nothing from elsewhere, and cannot be framed. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer");

    /**
     * Lets the JDK's server send what it has at once. Otherwise the end of a response of more than a few kilobytes waits for the client to
     * acknowledge its beginning, 40 ms. There is no other way to set it, and the server reads it once.
     */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final Routes routes;
    private final HostCheck hosts;
    private final Consumer<String> log;
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /**
     * Starts it.
     *
     * @param log receives a line for each request that failed because of this program
     * @throws IOException if the address cannot be used
     */
    Server(InetSocketAddress address, Routes routes, Consumer<String> log) throws IOException {
        this.routes = routes;
        this.hosts = new HostCheck(address.getHostString());
        this.log = log;
        System.setProperty(NO_DELAY, System.getProperty(NO_DELAY, "true"));
        server = HttpServer.create(address, BACKLOG);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the port. */
    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) {
        boolean isAdmitted = requests.tryAcquire();
        try (exchange) {
            exchange.getRequestBody(); // unless it was asked for, closing the exchange also closes the connection
            Response response = isAdmitted
                    ? answer(exchange)
                    : Response.failure(503, "server: more than " + MAX_REQUESTS + " requests at a time; try again");
            send(exchange, response);
        } catch (IOException clientIsGone) {
            // nobody receives the answer
        } finally {
            if (isAdmitted) {
                requests.release();
            }
        }
    }

    private Response answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        try {
            String host = exchange.getRequestHeaders().getFirst("Host");
            hosts.requireHost(host);
            HostCheck.requireOrigin(exchange.getRequestHeaders().getFirst("Origin"), String.valueOf(host));
            if (!METHODS.contains(exchange.getRequestMethod())) {
                String method = Parameters.shorten(exchange.getRequestMethod());
                return Response.failure(405, "method: is " + method + ", expected GET or HEAD")
                        .with("Allow", String.join(", ", METHODS));
            }
            return routes.answer(String.valueOf(path), exchange.getRequestURI().getRawQuery());
        } catch (RequestException e) {
            return Response.failure(e.status(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            log.accept("explore: request for " + Parameters.shorten(String.valueOf(path)) + " failed: " + e);
            return Response.failure(500, "server: the request failed; the program that runs the server knows why");
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        response.headers().forEach(headers::set);
        String tag = response.headers().get("ETag");
        if (tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(response.body().length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    /** Refuses new requests, waits a short time for those that are being answered, and frees the port. */
    @Override
    public void close() {
        boolean isInterrupted = false;
        try {
            // All permits: no request is being answered, and none is admitted any more.
            requests.tryAcquire(MAX_REQUESTS, CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        server.stop(0);
        threads.shutdownNow();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
