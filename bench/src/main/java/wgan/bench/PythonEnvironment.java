package wgan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A virtual environment of Python with PyTorch, which {@code pip} installs once in the user's cache.
 *
 * @param directory its folder, which may not exist yet
 * @param variables the environment variables of this program
 * @param limit the time after which an installation is given up
 */
record PythonEnvironment(Path directory, Map<String, String> variables, Duration limit) {
    /** The CPU build of PyTorch. Pip's own configuration states where it is found. */
    private static final String TORCH = "torch==2.13.0+cpu";

    /** The file that is written when everything is installed. */
    private static final String COMPLETE = "complete";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> PACKAGES = List.of(TORCH, "numpy");

    /** Without a network, pip would repeat each connection several times. */
    private static final List<String> NO_WAITING = List.of("--retries", "0", "--timeout", "15");

    /** Returns the environment of this version of PyTorch in a cache folder. */
    static PythonEnvironment in(Path cache) {
        return new PythonEnvironment(cache.resolve("bench-" + TORCH.replace("==", "-")), System.getenv(), LIMIT);
    }

    /** Returns whether the installation is complete. */
    boolean exists() {
        return Files.exists(directory.resolve(COMPLETE));
    }

    /** Returns its interpreter. */
    Path python() {
        return directory.resolve("bin").resolve("python");
    }

    /** Returns the folder in which {@code torch.compile} keeps what it has compiled. */
    Path compiled() {
        return directory.resolve("compiled");
    }

    /**
     * Creates the environment if it is missing. PyTorch is installed from a {@linkplain WheelFolders folder of wheels} if there is one,
     * without a network; else, or if that folder lacks a package, by name.
     *
     * @param python the interpreter that creates it
     * @param mayInstall whether it may be created, which takes minutes and needs a folder of wheels or a package registry
     * @param progress receives a line before the installation
     * @throws PeerException if the environment is not available; the message has the last line that Python or pip printed, and the
     *     remedy
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
        try {
            run(python, "-m", "venv", "--clear", directory.toString());
            install(progress);
        } catch (PeerException e) {
            throw new PeerException(
                    "no PyTorch: " + e.getMessage() + "; set " + WheelFolders.VARIABLE
                            + " to a folder with the wheels of " + TORCH
                            + " and its dependencies, or configure an index of packages for pip",
                    e);
        }
        Files.createFile(directory.resolve(COMPLETE));
    }

    private void install(PrintWriter progress) throws PeerException {
        List<Path> folders = WheelFolders.find(variables, run(pip("config", "list")), "torch-");
        if (!folders.isEmpty()) {
            List<String> offline = new ArrayList<>(List.of("--no-index"));
            folders.forEach(folder -> offline.addAll(List.of("--find-links", folder.toString())));
            try {
                pipInstall(offline);
                return;
            } catch (PeerException e) {
                progress.println(folders + " cannot be used alone: " + e.getMessage());
            }
        }
        pipInstall(NO_WAITING);
    }

    private void pipInstall(List<String> options) throws PeerException {
        List<String> arguments = new ArrayList<>(List.of("install", "--quiet", "--disable-pip-version-check"));
        arguments.addAll(options);
        arguments.addAll(PACKAGES);
        run(pip(arguments.toArray(String[]::new)));
    }

    private String[] pip(String... arguments) {
        List<String> command = new ArrayList<>(List.of(python().toString(), "-m", "pip"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private List<String> run(String... command) throws PeerException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        PeerEnvironment.replace(builder.environment(), Map.of());
        return Command.run(builder, limit);
    }
}
