package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class InstallationFinderTests {
    private static final long TIMEOUT = 60;
    private static final Platform PLATFORM = Platform.current();

    @TempDir
    private Path directory;

    @Test
    void property_isUsedFirst() throws IOException {
        Path named = libtorch("named");
        Installation found = InstallationFinder.find(
                named.toString(), Map.of("LIBTORCH", "/gone", "LIBTORCH_USE_PYTORCH", "1"), directory, PLATFORM);
        assertThat(found.directory()).isEqualTo(named);
        assertThat(found.source()).isEqualTo("system property wgan.libtorch");
    }

    @Test
    void directoryVariable_isUsedBeforePython() throws IOException {
        Path named = libtorch("named");
        Installation found = InstallationFinder.find(
                null, Map.of("LIBTORCH", named.toString(), "LIBTORCH_USE_PYTORCH", "1"), directory, PLATFORM);
        assertThat(found.directory()).isEqualTo(named);
        assertThat(found.source()).isEqualTo("environment variable LIBTORCH");
    }

    @Test
    void firstPlaceNamed_isUsed_evenIfItIsWrong() throws IOException {
        String named = libtorch("named").toString();
        String gone = directory.resolve("gone").toString();
        assertThatThrownBy(() -> InstallationFinder.find(gone, Map.of("LIBTORCH", named), directory, PLATFORM))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("system property wgan.libtorch names " + gone + ", but there is nothing; ");
        assertThatThrownBy(() -> InstallationFinder.find(null, Map.of("LIBTORCH", gone), directory, PLATFORM))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("environment variable LIBTORCH names " + gone + ", but there is nothing; ");
    }

    /** As the name of a folder is that has other letters than the locale of the process. */
    @Test
    void placeThatIsNoPath_isRefused() {
        assertThatThrownBy(() -> InstallationFinder.find("\0", Map.of(), directory, PLATFORM))
                .isInstanceOf(TorchException.class)
                .hasMessage("system property wgan.libtorch is not a path: Nul character not allowed;"
                        + " expected the directory of a libtorch");
        assertThatThrownBy(() -> InstallationFinder.find(null, Map.of("LIBTORCH", "\0"), directory, PLATFORM))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith("environment variable LIBTORCH is not a path: ");
    }

    @Test
    void javaRuntime_isUsedBeforeJars() throws IOException {
        Path inRuntime = libtorch(Path.of("lib", "libtorch").toString());
        Installation found = InstallationFinder.find(null, Map.of(), directory, PLATFORM);
        assertThat(found.directory()).isEqualTo(inRuntime);
        assertThat(found.source()).isEqualTo("the Java runtime");
    }

    @Test
    void jars_areUsedLast_andEmptyNamesAreIgnored() {
        Map<String, String> environment = Map.of("LIBTORCH", " ", "LIBTORCH_USE_PYTORCH", "0");
        for (String property : new String[] {null, ""}) {
            assertThat(InstallationFinder.find(property, environment, directory, PLATFORM)
                            .source())
                    .isEqualTo("jar org.bytedeco:pytorch");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Python are shell scripts")
    void pythonTorch_isTheDirectoryThatPythonPrints() throws IOException {
        assertThat(InstallationFinder.pythonTorch(python("echo /opt/torch"), TIMEOUT))
                .isEqualTo(Path.of("/opt/torch"));
    }

    /** Otherwise Python on Windows would print the directory in the code page of the system. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Python are shell scripts")
    void pythonTorch_isRequestedInUtf8() throws IOException {
        assertThat(InstallationFinder.pythonTorch(
                        python("test \"$1 $2 $3 $4\" = '-X utf8 -B -c' && echo /opt/torch"), TIMEOUT))
                .isEqualTo(Path.of("/opt/torch"));
    }

    /** Whoever can write to the current folder could otherwise have native code loaded. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Python has another name there")
    void pythonTorch_isNotSearchedInTheCurrentFolder() throws Exception {
        Path torch = Files.createDirectories(directory.resolve("torch"));
        Files.createFile(torch.resolve("__init__.py"));
        Files.writeString(directory.resolve("threading.py"), "print('code of the current folder')\n");
        assertThat(answerOfPython("import importlib.util as u; print(u.find_spec('torch').origin)"))
                .contains("__init__.py");
        assertThat(answerOfPython(InstallationFinder.ASK_PYTHON))
                .doesNotContain(directory.toString(), "code of the current folder");
    }

    /** Returns what the python3 of this machine prints in the test's folder; skips the test if there is none. */
    private String answerOfPython(String script) throws Exception {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-B", "-c", script)
                    .directory(directory.toFile())
                    .start();
        } catch (IOException e) {
            return abort("there is no python3");
        }
        String answer = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).isZero();
        return answer;
    }

    @Test
    void python_hasAnotherNameOnWindows() {
        assertThat(InstallationFinder.python(new Platform("linux-x86_64", false)))
                .isEqualTo("python3");
        assertThat(InstallationFinder.python(new Platform("macosx-arm64", false)))
                .isEqualTo("python3");
        assertThat(InstallationFinder.python(new Platform("windows-x86_64", false)))
                .isEqualTo("python");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Python are shell scripts")
    void pythonWithoutTorch_isNamedWithTheReason() throws IOException {
        assertRefused(python("echo"), TIMEOUT, "has no torch");
        assertRefused(python("exit 3"), TIMEOUT, "failed with exit code 3");
        assertRefused(python("exec sleep 600"), 0, "did not answer in 0 seconds");
        String missing = directory.resolve("gone").toString();
        assertThatThrownBy(() -> InstallationFinder.pythonTorch(missing, TIMEOUT))
                .isInstanceOf(TorchException.class)
                .hasMessageStartingWith(
                        "environment variable LIBTORCH_USE_PYTORCH is 1, but " + missing + " cannot be run: ")
                .message()
                .hasLineCount(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Python are shell scripts")
    void pythonTorch_onAnInterruptedThread_keepsTheInterrupt() throws IOException {
        String python = python("exec sleep 600");
        OtherThread.run(() -> {
            Thread.currentThread().interrupt();
            assertRefused(python, TIMEOUT, "was interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
    }

    private static void assertRefused(String python, long seconds, String reason) {
        assertThatThrownBy(() -> InstallationFinder.pythonTorch(python, seconds))
                .isInstanceOf(TorchException.class)
                .hasMessage("environment variable LIBTORCH_USE_PYTORCH is 1, but " + python + " " + reason
                        + "; 'pip install torch' for it, or name a libtorch with LIBTORCH");
    }

    private Path libtorch(String name) throws IOException {
        Path named = Files.createDirectories(directory.resolve(name));
        Files.createFile(named.resolve(Installation.coreLibrary()));
        return named;
    }

    private String python(String script) throws IOException {
        Path file = Files.createTempFile(
                directory,
                "python",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, "#!/bin/sh\n" + script + "\n").toString();
    }
}
