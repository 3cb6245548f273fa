package wgan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Python with PyTorch, made once and kept in the user's cache: a virtual environment, filled by {@code pip}.
 *
 * @param directory where it is, or shall be
 */
record PythonEnvironment(Path directory) {
    /** The build for processors; where pip looks for it is a matter of its configuration. */
    private static final String TORCH = "torch==2.13.0+cpu";

    /** Written when all is installed. */
    private static final String COMPLETE = "complete";

    /** The one of this version, in the directory that caches of this program have. */
    static PythonEnvironment in(Path cache) {
        return new PythonEnvironment(cache.resolve("bench-" + TORCH.replace("==", "-")));
    }

    /** Whether it is there as a whole. */
    boolean exists() {
        return Files.exists(directory.resolve(COMPLETE));
    }

    /** Its interpreter. */
    Path python() {
        return directory.resolve("bin").resolve("python");
    }

    /**
     * Sees to it that it is there.
     *
     * @param python the interpreter to make it with
     * @param mayInstall whether it may be made, which takes minutes and a network
     * @param progress is told if that happens
     * @throws PeerException if it is not there, with the last words of Python or pip if they fail
     */
    void prepare(String python, boolean mayInstall, PrintWriter progress) throws PeerException, IOException {
        if (exists()) {
            return;
        }
        if (!mayInstall) {
            throw new PeerException("no PyTorch in " + directory + "; the full form of bench/run installs it");
        }
        progress.println("installing " + TORCH + " in " + directory + "; this is done once, and takes about 1 GB");
        Files.createDirectories(directory.getParent());
        run(python, "-m", "venv", "--clear", directory.toString());
        run(python().toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TORCH, "numpy");
        Files.createFile(directory.resolve(COMPLETE));
    }

    private static void run(String... command) throws PeerException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            List<String> lines;
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                lines = output.lines().filter(line -> !line.isBlank()).toList();
            }
            if (process.waitFor() != 0) {
                throw new PeerException("no PyTorch: "
                        + (lines.isEmpty()
                                ? String.join(" ", command) + " failed"
                                : lines.getLast().strip()));
            }
        } catch (IOException e) {
            throw new PeerException("no PyTorch: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("no PyTorch: interrupted while " + command[0] + " ran", e);
        }
    }
}
