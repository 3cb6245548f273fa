package wgan.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wgan.testing.PythonTorch;
import wgan.torch.LibTorch;

/**
 * Training on another libtorch than that of the jars, in another process, because a process loads only one.
 *
 * <p>Its directory is that of the environment variable {@code WGAN_TEST_LIBTORCH}, or else that of {@code python3}.
 */
class OtherLibtorchTests {

    @Test
    void training_onAnotherLibtorch_printsTheLabsLine() throws Exception {
        List<String> lines = linesOf(PythonTorch.environment());
        assertThat(lines.get(0)).startsWith("environment variable LIBTORCH");
        assertThat(lines.get(1)).matches("Epoch 00 \\| Step 0003 / 3 \\| Loss_D -?0\\.\\d{4} \\| Loss_G -?0\\.\\d{4}");
        assertThat(lines).hasSize(2);
    }

    private static List<String> linesOf(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = OtherProcess.training(List.of(), ShortRun.class);
        builder.environment().keySet().removeAll(List.of("LIBTORCH", "LIBTORCH_USE_PYTORCH"));
        builder.environment().putAll(environment);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.inputReader(UTF_8)) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }

    /** Prints the source of libtorch, and trains for an epoch. */
    static final class ShortRun {

        private ShortRun() {}

        public static void main(String[] args) throws IOException {
            System.out.println(LibTorch.get().source());
            try (Trainer trainer = SmallRun.trainer(SmallRun.labNetworksConfig(1, 1))) {
                trainer.run(new ConsoleLog(System.out), () -> false);
            }
        }
    }
}
