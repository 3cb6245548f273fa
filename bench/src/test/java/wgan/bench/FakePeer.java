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
import wgan.bench.Protocol.Answer;
import wgan.bench.Protocol.Ready;

/** A peer that measures nothing, but notes in a file when it is asked. */
final class FakePeer {
    private FakePeer() {}

    /** How it behaves. */
    enum Kind {
        /** As it should. */
        GOOD,
        /** It ends before it is ready. */
        NEVER_READY,
        /** It ends when it is asked for the second time. */
        WEAK,
        /** It answers with other words than JSON. */
        BABBLING,
        /** It answers with a value too few. */
        STINGY
    }

    /** How to start one. */
    static Peer of(String name, Kind kind, Path notes) {
        Peer program = Peer.java(name);
        List<String> command = new ArrayList<>(program.command());
        command.set(command.size() - 1, FakePeer.class.getName());
        command.addAll(List.of(name, kind.name(), notes.toString()));
        return new Peer(name, command, Map.of());
    }

    public static void main(String[] arguments) throws IOException {
        Kind kind = Kind.valueOf(arguments[1]);
        if (kind == Kind.NEVER_READY) {
            System.err.println("first words\nthe reason\n");
            return;
        }
        System.out.println(Protocol.JSON.writeValueAsString(new Ready("engine of " + arguments[0])));
        try (var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            int asked = 0;
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                Files.writeString(
                        Path.of(arguments[2]),
                        arguments[0] + " " + request + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                asked++;
                if (kind == Kind.WEAK && asked > 1) {
                    System.err.println("too much");
                    return;
                }
                int count = Integer.parseInt(request.substring(Protocol.MEASURE.length()));
                List<Double> values = Collections.nCopies(kind == Kind.STINGY ? count - 1 : count, (double) asked);
                System.out.println(
                        kind == Kind.BABBLING
                                ? "well, let me see"
                                : Protocol.JSON.writeValueAsString(new Answer(values, 10.0 * asked, 100L * asked)));
            }
        }
    }
}
