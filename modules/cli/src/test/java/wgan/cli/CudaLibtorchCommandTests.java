package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.testing.CudaTorch;

/** The program starts and trains with a CUDA build of libtorch: on the GPU if there is one, else on the CPU. */
class CudaLibtorchCommandTests {
    private static final String NO_GPU =
            "this machine has no NVIDIA driver|the CUDA runtime finds no GPU that it can use";

    @TempDir
    private Path home;

    @Test
    void cudaBuildInADirectory_trains() throws Exception {
        Program program = new Program(home).with("LIBTORCH", CudaTorch.directory());
        assertTrains(program, "environment variable LIBTORCH", NO_GPU);
    }

    /** The jars contain only some of NVIDIA's libraries, so the CUDA part may be unusable: then the reason states the remedy. */
    @Test
    void cudaBuildInTheJars_trains() throws Exception {
        assumeTrue(
                Program.hasModule("pytorch-.*-gpu\\.jar"), "no CUDA build in the jars: not built with the profile gpu");
        assertTrains(
                new Program(home),
                "jar org.bytedeco:pytorch",
                NO_GPU + "|the CUDA part of libtorch cannot be loaded: .+ is one of NVIDIA's libraries: install .+");
    }

    private static void assertTrains(Program program, String source, String reasonWithoutGpu) throws Exception {
        JsonNode machine = JsonMapper.shared()
                .readTree(program.run("doctor", "--json").succeeds().out());
        assertThat(machine.path("libtorch_source").asString()).isEqualTo(source);
        String device = "cuda";
        if (machine.path("gpus").asInt() == 0) {
            device = "cpu";
            String reason = machine.path("cuda_unavailable").asString();
            assertThat(reason).matches(reasonWithoutGpu);
            program.run("train", "--dataset", "synthetic", "--device", "cuda")
                    .failsWith(ExitCode.LIBTORCH, "device cuda:0 is not available: " + reason);
        }
        SmallImages.write(program.file("own"));
        String arguments =
                "train --dataset mnist --data own --batch-size 16 --epochs 1 --threads 1 --precision fp32 --device "
                        + device;
        assertThat(program.run(arguments.split(" ")).succeeds().out()).startsWith("Epoch 00 | Step 0004 / 4 | Loss_D ");
        assertThat(program.file("runs/wgan/generator.safetensors")).isNotEmptyFile();
    }
}
