package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.testing.PythonTorch;

/** The same modules train on another libtorch: the one that WGAN_TEST_LIBTORCH names, or the one of python3. */
class OtherLibtorchCommandTests {
    @TempDir
    private Path home;

    @Test
    void otherLibtorch_trains() throws Exception {
        Map<String, String> environment = PythonTorch.environment();
        Program program = new Program(home);
        environment.forEach(program::with);
        assertThat(program.run("doctor").succeeds().out())
                .containsPattern("(?m)^libtorch source +environment variable "
                        + environment.keySet().iterator().next() + "$");

        SmallImages.write(program.file("own"));
        Program.Outcome outcome = program.run(
                        "train --dataset mnist --data own --batch-size 16 --epochs 1 --device cpu --threads 1 --precision fp32"
                                .split(" "))
                .succeeds();
        assertThat(outcome.out()).startsWith("Epoch 00 | Step 0004 / 4 | Loss_D ");
        assertThat(program.file("runs/wgan/generator.safetensors")).isNotEmptyFile();
    }
}
