package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems keep the usual end of a process")
class ProcessExitTests {
    @Test
    void exit_whileNothingComputes_runsTheExitHandlers() throws Exception {
        assertThat(linesOf("idle")).containsExactly(ExitProgram.LINE);
    }

    /** Those of oneDNN would release what the other thread uses. */
    @Test
    void exit_whileAThreadComputes_runsNone() throws Exception {
        assertThat(linesOf(ExitProgram.COMPUTING)).isEmpty();
    }

    private static List<String> linesOf(String argument) throws Exception {
        List<Path> classPath = new ArrayList<>(LibTorchProcessTests.natives());
        classPath.add(LibTorchProcessTests.home(LibTorch.class));
        classPath.add(LibTorchProcessTests.home(Loader.class));
        classPath.add(LibTorchProcessTests.testClasses());
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--class-path",
                        LibTorchProcessTests.join(classPath),
                        ExitProgram.class.getName(),
                        argument)
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("LIBTORCH", "LIBTORCH_USE_PYTORCH"));
        Process process = builder.start();
        List<String> lines;
        try (var output = process.inputReader()) {
            lines = output.lines().toList();
        }
        assertThat(process.waitFor()).as("%s", lines).isEqualTo(ExitProgram.EXIT_CODE);
        return lines;
    }
}
