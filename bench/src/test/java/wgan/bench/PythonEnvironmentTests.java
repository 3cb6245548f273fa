package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonEnvironmentTests {
    /** A program that fails: Java does not find a module {@code venv}. */
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path cache;

    private final StringWriter progress = new StringWriter();

    @Test
    void prepare_namesTheMissingPython() {
        PythonEnvironment environment = PythonEnvironment.in(cache);
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> environment.prepare("no-such-python", true, new PrintWriter(progress)))
                .withMessageStartingWith("no PyTorch: ")
                .withMessageContaining("no-such-python");
        assertThat(environment.exists()).isFalse();
        assertThat(progress.toString()).startsWith("installing torch==");
    }

    @Test
    void prepare_reportsTheLastLineOfTheOutput() {
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> PythonEnvironment.in(cache).prepare(JAVA, true, new PrintWriter(progress)))
                .withMessageStartingWith("no PyTorch: ")
                .withMessageContaining("Module venv not found");
    }

    @Test
    void prepare_doesNothingIfComplete() throws IOException {
        PythonEnvironment environment = PythonEnvironment.in(cache);
        Files.createDirectories(environment.directory());
        Files.createFile(environment.directory().resolve("complete"));
        assertThat(environment.exists()).isTrue();
        assertThatNoException()
                .isThrownBy(() -> environment.prepare("no-such-python", true, new PrintWriter(progress)));
        assertThat(progress.toString()).isEmpty();
    }

    @Test
    void prepare_withoutInstallation_reportsThatPytorchIsMissing() {
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> PythonEnvironment.in(cache).prepare("python3", false, new PrintWriter(progress)))
                .withMessage("no PyTorch in " + PythonEnvironment.in(cache).directory()
                        + "; the full form of bench/run installs it");
    }
}
