package wgan.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on this machine that answers each path with given bytes, however wrong they are. */
final class LoopbackServer implements AutoCloseable {

    /** Milliseconds between two bytes that drip. */
    private static final int DRIP_INTERVAL = 10;

    /**
     * An answer.
     *
     * @param bytes sent at once, one for each character
     * @param isOpen whether the connection then stays open until the client closes it
     * @param drips whether bytes then follow one by one until the client closes the connection
     */
    private record Answer(String bytes, boolean isOpen, boolean drips) {}

    private static final Answer NOT_FOUND = new Answer(head("404 Not Found", "Content-Length: 0"), false, false);

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("loopback-server").start(this::serve);

    LoopbackServer() throws IOException {}

    URI base() {
        return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/");
    }

    void answer(String path, byte[] body) {
        answer(path, "200 OK", "Content-Length: " + body.length, body);
    }

    void answer(String path, String status, String header, byte[] body) {
        answers.put("/" + path, new Answer(head(status, header) + new String(body, ISO_8859_1), false, false));
    }

    /** Accepts a connection and then sends nothing. */
    void keepSilent(String path) {
        answers.put("/" + path, new Answer("", true, false));
    }

    /** Sends a beginning and then one byte after another, faster than any read timeout. */
    void drip(String path, String beginning) {
        answers.put("/" + path, new Answer(beginning, true, true));
    }

    private static String head(String status, String header) {
        return "HTTP/1.1 %s\r\n%s\r\nConnection: close\r\n\r\n".formatted(status, header);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // The client closed the connection, or this server was closed: the loop's condition distinguishes them.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        String path = in.readLine().split(" ", -1)[1];
        while (!in.readLine().isEmpty()) {
            // the rest of the request's head
        }
        Answer answer = answers.getOrDefault(path, NOT_FOUND);
        OutputStream out = client.getOutputStream();
        out.write(answer.bytes.getBytes(ISO_8859_1));
        out.flush();
        if (answer.drips) {
            client.setSoTimeout(DRIP_INTERVAL);
        }
        boolean isOpen = answer.isOpen;
        while (isOpen) {
            try {
                isOpen = in.read() >= 0;
            } catch (SocketTimeoutException e) {
                out.write('x');
                out.flush();
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        thread.join();
    }
}
