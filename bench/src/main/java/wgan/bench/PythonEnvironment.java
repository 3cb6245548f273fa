package wgan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A virtual environment of Python with PyTorch, which {@code pip} installs once in the user's cache.
 *
 * @param directory its folder, which may not exist yet
 */
record PythonEnvironment(Path directory) {
    /** The CPU build of PyTorch. Pip's own configuration states where it is found. */
    private static final String TORCH = "torch==2.13.0+cpu";

    /** The file that is written when everything is installed. */
    private static final String COMPLETE = "complete";

    /** Returns the environment of this version of PyTorch in a cache folder. */
    static PythonEnvironment in(Path cache) {
        return new PythonEnvironment(cache.resolve("bench-" + TORCH.replace("==", "-")));
    }

    /** Returns whether the installation is complete. */
    boolean exists() {
        return Files.exists(directory.resolve(COMPLETE));
    }

    /** Returns its interpreter. */
    Path python() {
        return directory.resolve("bin").resolve("python");
    }

    /**
     * Creates the environment if it is missing.
     *
     * @param python the interpreter that creates it
     * @param mayInstall whether it may be created, which takes minutes and needs a package registry
     * @param progress receives a line before the installation
     * @throws PeerException if the environment is not available; the reason is the last line that Python or pip printed
     */
    void prepare(String python, boolean mayInstall, PrintWriter progress) throws PeerException, IOException {
        if (exists()) {
            return;
        }
        if (!mayInstall) {
            throw new PeerException("no PyTorch in " + directory + "; the full form of bench/run installs it");
        }
        progress.println("installing " + TORCH + " in " + directory + "; this is done once and needs about 1 GB");
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
