package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
                .withMessageContaining("no-such-python")
                .withMessageEndingWith(
                        "; set WGAN_WHEELS to a folder with the wheels of torch==2.13.0+cpu and its dependencies,"
                                + " or configure an index of packages for pip");
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

    @Test
    void prepare_installsFromAFolderOfWheels_withoutAnIndex() throws PeerException, IOException {
        Path wheels = wheels();
        fake("exit 0").prepare(fakePython(), true, new PrintWriter(progress, true));
        assertThat(calls())
                .containsExactly(
                        "-m pip config list",
                        "-m pip install --quiet --disable-pip-version-check --no-index --find-links " + wheels
                                + " torch==2.13.0+cpu numpy");
        assertThat(environment(Duration.ofHours(1)).exists()).isTrue();
    }

    @Test
    void prepare_installsByName_ifTheFolderLacksAPackage() throws PeerException, IOException {
        wheels();
        fake("case \"$*\" in *--no-index*) echo no sympy; exit 1;; esac")
                .prepare(fakePython(), true, new PrintWriter(progress, true));
        assertThat(calls()).hasSize(3);
        assertThat(calls().getLast())
                .isEqualTo("-m pip install --quiet --disable-pip-version-check --retries 0 --timeout 15"
                        + " torch==2.13.0+cpu numpy");
        assertThat(progress.toString()).contains("cannot be used alone: exit code 1 of ", ": no sympy");
    }

    @Test
    void prepare_withoutWheels_installsByName() throws PeerException, IOException {
        fake("exit 0").prepare(fakePython(), true, new PrintWriter(progress, true));
        assertThat(calls()).hasSize(2).last().asString().contains(" --retries 0 --timeout 15 ");
    }

    @Test
    void prepare_givesUpPipAtTheTimeLimit() throws IOException {
        fake("case \"$*\" in *install*) exec tail -f /dev/null;; esac");
        PythonEnvironment hanging = environment(Duration.ofSeconds(2));
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> hanging.prepare(fakePython(), true, new PrintWriter(progress, true)))
                .withMessageContaining(" took longer than 2 s; set WGAN_WHEELS to ");
        assertThat(hanging.exists()).isFalse();
    }

    /** Creates a folder with a wheel of PyTorch. */
    private Path wheels() throws IOException {
        Path wheels = Files.createDirectory(cache.resolve("wheels"));
        Files.createFile(wheels.resolve("torch-2.13.0+cpu-cp311.whl"));
        return wheels;
    }

    /** Writes an interpreter that creates a copy of itself as an environment, and as pip records its arguments and runs a script. */
    private PythonEnvironment fake(String pip) throws IOException {
        Path program = Files.writeString(cache.resolve("python"), """
                #!/bin/sh
                if [ "$2" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; exit; fi
                echo "$*" >> '%s'
                %s
                """.formatted(cache.resolve("calls"), pip));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return environment(Duration.ofHours(1));
    }

    private PythonEnvironment environment(Duration limit) {
        Map<String, String> variables =
                Map.of(WheelFolders.VARIABLE, cache.resolve("wheels").toString());
        return new PythonEnvironment(cache.resolve("environment"), variables, limit);
    }

    private String fakePython() {
        return cache.resolve("python").toString();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(cache.resolve("calls"));
    }
}
