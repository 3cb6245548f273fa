package wgan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import wgan.bench.Protocol.Answer;
import wgan.bench.Protocol.Ready;

/** A peer that measures nothing, and writes each request to a file. */
final class FakePeer {
    private FakePeer() {}

    /** How it behaves. */
    enum Kind {
        /** It follows the protocol. */
        NORMAL,
        /** It never becomes ready, and does not end with its input. */
        HANGS,
        /** It prints lines of a trace before each answer. */
        TRACED,
        /** It ends before it is ready. */
        FAILS_AT_START,
        /** It ends at the second request. */
        FAILS_AT_SECOND_REQUEST,
        /** Its answers are not JSON. */
        MALFORMED_ANSWER,
        /** Its answers have one value too few. */
        TOO_FEW_VALUES
    }

    /** Returns a fake peer that writes its requests to a file. */
    static Peer of(String name, Kind kind, Path requestLog) {
        Peer program = Peer.java(name);
        List<String> command = new ArrayList<>(program.command());
        command.set(command.size() - 1, FakePeer.class.getName());
        command.addAll(List.of(name, kind.name(), requestLog.toString()));
        return new Peer(name, command, Map.of());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Kind kind = Kind.valueOf(arguments[1]);
        if (kind == Kind.HANGS) {
            new CountDownLatch(1).await();
        }
        if (kind == Kind.FAILS_AT_START) {
            System.err.println("a warning\nthe reason\n");
            return;
        }
        System.out.println(Protocol.JSON.writeValueAsString(new Ready("engine of " + arguments[0])));
        try (var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                Files.writeString(
                        Path.of(arguments[2]),
                        arguments[0] + " " + request + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                number++;
                if (kind == Kind.FAILS_AT_SECOND_REQUEST && number > 1) {
                    System.err.println("too much");
                    return;
                }
                if (kind == Kind.TRACED) {
                    System.out.println("onednn_verbose,v1,primitive,exec," + number);
                    System.out.println(Protocol.MARK);
                }
                int count = Integer.parseInt(request.substring(Protocol.MEASURE.length()));
                List<Double> values =
                        Collections.nCopies(kind == Kind.TOO_FEW_VALUES ? count - 1 : count, (double) number);
                System.out.println(
                        kind == Kind.MALFORMED_ANSWER
                                ? "not JSON"
                                : Protocol.JSON.writeValueAsString(
                                        new Answer(values, 10.0 * number, 5.0 * number, 100L * number)));
            }
        }
    }
}
