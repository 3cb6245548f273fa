package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;

/** Runs each workload by the arguments of its process. What it measures is not tested. */
class WorkloadTests {
    @TempDir
    private Path directory;

    @Test
    void training_measuresTimeAndHeap() throws IOException {
        assertThat(measured("training", "fp32", "16").heapBytes()).isPositive();
        measured("training", "auto", "8", "1");
        measured("training", "bf16", "2");
        measured("training-objective", "fp32", "2", "gan");
        measured("training-shape", "fp32", "2", "3x32x32");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux reports them")
    void training_measuresPageFaults() throws IOException {
        assertThat(measured("training", "fp32", "2").pageFaults()).isNotNegative();
    }

    @Test
    void heap_measuresLiveBytes() throws IOException {
        assertThat(measured("heap", "fp32", "2").values().getFirst()).isBetween(1e5, 1e9);
    }

    @Test
    void autograd_measuresTime() throws IOException {
        measured("autograd", "2");
    }

    @Test
    void roofline_measuresTime() throws IOException {
        measured("roofline", "F32", "2");
    }

    @Test
    void calls_measureBothKinds() throws IOException {
        measured("calls", "new");
        measured("calls", "in-place");
    }

    @Test
    void sampling_measuresTheGeneratorOfAFile() throws IOException {
        measured("sampling", model(directory).toString());
    }

    @Test
    void workload_rejectsUnknownArguments() {
        assertRejected(
                "workload is 'sleeping', expected training, training-objective, training-shape, traced, heap, autograd, roofline,"
                        + " calls or sampling",
                "sleeping");
        assertRejected("precision is fp8, expected auto, fp32 or bf16", "training", "fp8", "2");
        assertRejected("call is free, expected new or in-place", "calls", "free");
    }

    private static Measurement measured(String... arguments) throws IOException {
        try (Workload workload = PeerProgram.workload(arguments)) {
            assertThat(workload.engine()).contains("2."); // a version
            Measurement measurement = workload.measure(1);
            assertThat(measurement.values()).hasSize(1).allMatch(value -> value > 0);
            return measurement;
        }
    }

    private static void assertRejected(String message, String... arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerProgram.workload(arguments))
                .withMessage(message);
    }

    /** Writes the file of a generator with latent dimension 3. */
    static Path model(Path directory) throws IOException {
        Path file = directory.resolve("generator.safetensors");
        try (var network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(3, ImageShape.MNIST), DType.F32, Device.CPU);
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(0), 0);
            SafeTensors.write(out, network.state(), Map.of());
        }
        return file;
    }
}
