package wgan.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on this machine that answers each path with the bytes it was told, however wrong they are. */
final class LoopbackServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
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
        byte[] head = "HTTP/1.1 %s\r\n%s\r\nConnection: close\r\n\r\n"
                .formatted(status, header)
                .getBytes(ISO_8859_1);
        byte[] answer = new byte[head.length + body.length];
        System.arraycopy(head, 0, answer, 0, head.length);
        System.arraycopy(body, 0, answer, head.length, body.length);
        answers.put("/" + path, answer);
    }

    /** Has a connection accepted and then nothing said on it. */
    void keepSilent(String path) {
        answers.put("/" + path, new byte[0]);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // The client went away, or this server was closed: the next turn tells.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        String path = in.readLine().split(" ", -1)[1];
        while (!in.readLine().isEmpty()) {
            // the rest of the request's head
        }
        byte[] answer =
                answers.getOrDefault(path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        OutputStream out = client.getOutputStream();
        out.write(answer);
        out.flush();
        if (answer.length == 0) {
            in.read(); // until the client gives up
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        thread.join();
    }
}
