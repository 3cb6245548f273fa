package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wgan.torch.Tensor;

/**
 * The class that Jazzer calls with each input. It has what holds for every reader: bad input is refused by a documented exception, whose
 * message is one line; no tensor stays open; nothing is written outside the folder of the reader. The memory is limited by {@code -Xmx},
 * and the time by Jazzer.
 *
 * <p>Arguments: the name of a target, and a folder, which gets {@code corpus/} and {@code words} for Jazzer.
 */
public final class Fuzz {
    /** More than any message needs. */
    private static final int MAX_MESSAGE = 4000;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");
    private static final String READ = "read";
    private static final Set<String> EXPECTED = Set.of(READ, "corpus", "words", "findings", "tmp");

    private static Target target;
    private static Path folder;
    private static long openTensors;

    private Fuzz() {}

    /** Prints the names of the targets. */
    public static void main(String... arguments) {
        System.out.println(String.join(" ", Targets.names()));
    }

    /** Opens a target, and writes its seeds. */
    public static void fuzzerInitialize(String... arguments) throws Exception {
        folder = Path.of(arguments[1]);
        target = Targets.open(arguments[0], Files.createDirectories(folder.resolve(READ)));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        int number = 0;
        openTensors = Tensor.liveCount();
        for (byte[] seed : target.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
            fuzzerTestOneInput(seed);
        }
        String words = target.words().stream().map(Fuzz::quoted).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve("words"), words, StandardCharsets.US_ASCII);
    }

    /** Returns a word as libFuzzer's dictionaries have it. */
    private static String quoted(String word) {
        StringBuilder text = new StringBuilder("\"");
        for (byte b : word.getBytes(StandardCharsets.ISO_8859_1)) {
            text.append("\\x%02x".formatted(b));
        }
        return text.append('"').toString();
    }

    /** Reads one input. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            target.read(input);
        } catch (FaultException e) {
            throw e;
        } catch (Exception e) {
            requireRefusal(e);
        }
        long open = Tensor.liveCount();
        FaultException.unless(open == openTensors, (open - openTensors) + " tensors are open");
        requireNothingElse();
    }

    private static void requireRefusal(Exception e) {
        if (target.refusals().stream().noneMatch(type -> type == e.getClass())) {
            throw new FaultException("not documented: " + e, e);
        }
        requireOneLine(e);
    }

    /** Checks the message of a refusal. */
    static void requireOneLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.isBlank()
                || message.equals("null")
                || message.length() > MAX_MESSAGE
                || CONTROL.matcher(message).find()) {
            throw new FaultException("not one line that can be printed: " + message, e);
        }
    }

    private static void requireNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> !EXPECTED.contains(name))
                    .toList();
            FaultException.unless(others.isEmpty(), "written outside of the folder: " + others);
        }
    }
}
