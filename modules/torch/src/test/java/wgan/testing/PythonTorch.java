package wgan.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Map;
import java.util.Optional;

/**
 * A second libtorch for tests: the one that the environment variable {@code WGAN_TEST_LIBTORCH} names, else the torch of
 * {@code python3}.
 *
 * <p>Whether Python has a torch is read from the records of pip, and not by the code of wgan.torch that finds it: if that
 * code is broken, a test must fail and not be skipped.
 */
public final class PythonTorch {
    private static final String DIRECTORY = "WGAN_TEST_LIBTORCH";
    private static final String PRINT_VERSION = "import importlib.metadata as m; print(m.version('torch'))";
    private static final Version FIRST = Version.parse("2.10");

    private PythonTorch() {}

    /** Returns the environment variables of a process that uses it; skips the test if there is none. */
    public static Map<String, String> environment() throws IOException, InterruptedException {
        String named = System.getenv(DIRECTORY);
        if (named != null) {
            return Map.of("LIBTORCH", named);
        }
        Optional<String> version = version("python3");
        assumeTrue(
                version.isPresent() && Version.parse(version.get()).compareTo(FIRST) >= 0,
                () -> "no second libtorch: " + DIRECTORY + " is not set, and python3 has "
                        + version.map(old -> "torch " + old).orElse("no torch"));
        return Map.of("LIBTORCH_USE_PYTORCH", "1");
    }

    /** Returns the version of the torch that a Python has installed, such as {@code 2.13.0}; empty without Python or torch. */
    static Optional<String> version(String python) throws IOException, InterruptedException {
        return print(python, PRINT_VERSION).map(printed -> printed.replaceAll("\\+.*", ""));
    }

    /** Returns the first line that a Python program prints; empty if it fails or there is no such Python. */
    static Optional<String> print(String python, String program) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(python, "-c", program)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noPython) {
            return Optional.empty();
        }
        process.getOutputStream().close();
        String printed;
        try (var output = process.inputReader()) {
            printed = output.lines().findFirst().orElse("");
        }
        return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
    }
}
