package wgan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs a program to its end. */
final class Command {
    private Command() {}

    /**
     * Runs a program without input.
     *
     * @param builder the command line, the environment and the standard error
     * @param limit the time after which it is ended
     * @return the lines of its standard output
     * @throws PeerException if it does not start, exceeds the time, or its exit code is not 0; the message has its last line if there is
     *     one
     */
    static List<String> run(ProcessBuilder builder, Duration limit) throws PeerException {
        String line = String.join(" ", builder.command());
        try {
            Process process = builder.start();
            try (TimeLimit time = TimeLimit.of(process, limit)) {
                process.getOutputStream().close();
                List<String> lines;
                try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                    lines = output.lines().toList();
                }
                int code = process.waitFor();
                if (time.exceeded()) {
                    throw new PeerException(line + " took longer than " + limit.toSeconds() + " s");
                }
                if (code != 0) {
                    String last = lines.stream().filter(text -> !text.isBlank()).reduce("", (first, second) -> second);
                    throw new PeerException(
                            "exit code " + code + " of " + line + (last.isEmpty() ? "" : ": " + last.strip()));
                }
                return lines;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new PeerException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("interrupted while a process ran", e);
        }
    }
}
