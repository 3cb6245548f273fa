package wgan.checks.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program of the system. */
final class Command {
    private Command() {}

    /**
     * Runs it.
     *
     * @param words the program and its arguments: strings, paths and lists of them
     * @throws IOException if it fails
     */
    static void run(Object... words) throws IOException {
        int code = exitCode(words);
        if (code != 0) {
            throw new IOException(List.of(words) + ": exit code " + code + ", expected 0");
        }
    }

    /** Runs it and returns its exit code. */
    static int exitCode(Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            if (word instanceof List<?> several) {
                several.forEach(one -> command.add(one.toString()));
            } else {
                command.add(word.toString());
            }
        }
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
