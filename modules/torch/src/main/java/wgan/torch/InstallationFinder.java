package wgan.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds libtorch in the places and the order that {@link LibTorch} documents. Only the first place that is set is used. */
final class InstallationFinder {
    static final String PROPERTY = "wgan.libtorch";
    static final String DIRECTORY_VARIABLE = "LIBTORCH";
    static final String PYTHON_VARIABLE = "LIBTORCH_USE_PYTORCH";

    /** The directory in that of the Java runtime where a release of this program has libtorch. */
    static final Path IN_JAVA_HOME = Path.of("lib", "libtorch");

    /** Without the current folder, in which Python would search first: anyone may have written a folder of that name there. */
    static final String ASK_PYTHON = "import sys; sys.path[:] = [p for p in sys.path if p]; import importlib.util as u;"
            + " s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')";

    private static final long PYTHON_SECONDS = 60;

    private InstallationFinder() {}

    /**
     * Returns the libtorch of this process.
     *
     * @param property the value of {@link #PROPERTY}
     * @param javaHome the directory of the Java runtime
     */
    static Installation find(
            @Nullable String property, Map<String, String> environment, Path javaHome, Platform platform) {
        if (property != null && !property.isBlank()) {
            return named(property, "system property " + PROPERTY);
        }
        String directory = environment.getOrDefault(DIRECTORY_VARIABLE, "");
        if (!directory.isBlank()) {
            return named(directory, "environment variable " + DIRECTORY_VARIABLE);
        }
        if (environment.getOrDefault(PYTHON_VARIABLE, "").equals("1")) {
            return Installation.in(
                    pythonTorch(python(platform), PYTHON_SECONDS), "environment variable " + PYTHON_VARIABLE);
        }
        Path inJavaHome = javaHome.resolve(IN_JAVA_HOME);
        if (Files.isDirectory(inJavaHome)) {
            return Installation.in(inJavaHome, "the Java runtime");
        }
        if (platform.musl()) {
            throw new TorchException("no libtorch for this platform: " + platform
                    + " (such as Alpine Linux); the natives in the jars org.bytedeco:pytorch require glibc; use a system"
                    + " with glibc (such as Debian), or name a libtorch that was built for musl with "
                    + "environment variable " + DIRECTORY_VARIABLE);
        }
        return NativesJars.find(platform).orElseThrow(() -> new TorchException(reason(platform)));
    }

    private static Installation named(String directory, String source) {
        try {
            return Installation.in(Path.of(directory), source);
        } catch (InvalidPathException e) { // such as letters that the locale of the process does not have
            throw new TorchException(
                    source + " is not a path: " + e.getReason() + "; expected the directory of a libtorch", e);
        }
    }

    private static String reason(Platform platform) {
        if (!Platform.WITH_NATIVES.contains(platform.name())) {
            return "no libtorch for this platform: " + platform + "; the jars org.bytedeco:pytorch have natives for "
                    + String.join(", ", new TreeSet<>(Platform.WITH_NATIVES)) + " only; name a libtorch for " + platform
                    + ", such as the one of pip's torch, with environment variable " + DIRECTORY_VARIABLE;
        }
        return "no libtorch: neither system property " + PROPERTY + " nor environment variable " + DIRECTORY_VARIABLE
                + " nor " + PYTHON_VARIABLE + "=1 is set, and no jar org.bytedeco:pytorch with classifier " + platform
                + " is on the module or class path; set one, or add the jar";
    }

    /** Returns the program to ask: Python for Windows installs no {@code python3}. */
    static String python(Platform platform) {
        return platform.isWindows() ? "python" : "python3";
    }

    /** Returns the directory of the torch of a Python. It does not import torch, which would take seconds. */
    static Path pythonTorch(String python, long seconds) {
        String problem;
        try {
            // In UTF-8, not in the system's code page, on Windows, too. It writes no compiled files (-B).
            Process process = new ProcessBuilder(python, "-X", "utf8", "-B", "-c", ASK_PYTHON)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try {
                // Waits before it reads, because a process that hangs keeps its output open. The answer fits into the
                // pipe.
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    problem = "did not answer in " + seconds + " seconds";
                } else {
                    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                    if (process.exitValue() != 0) {
                        problem = "failed with exit code " + process.exitValue();
                    } else if (answer.isEmpty()) {
                        problem = "has no torch";
                    } else {
                        return Path.of(answer);
                    }
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (InvalidPathException e) {
            problem = "has torch in a directory that is not a path here: " + e.getReason();
        } catch (IOException e) {
            problem = "cannot be run: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "was interrupted";
        }
        throw new TorchException("environment variable " + PYTHON_VARIABLE + " is 1, but " + python + " " + problem
                + "; 'pip install torch' for it, or name a libtorch with " + DIRECTORY_VARIABLE);
    }
}
