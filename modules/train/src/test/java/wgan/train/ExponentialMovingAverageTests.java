package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.image.ImageShape;
import wgan.model.BatchNorm;
import wgan.model.Generator;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.SafeTensors;
import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

class ExponentialMovingAverageTests {
    private static final double DECAY = 0.5;

    @OnEachDevice
    void update_movesParametersAndStatistics_andCopiesCounters(Device device) {
        try (Network source = new Network(layers(), DType.F32, device);
                var average = new ExponentialMovingAverage(source, layers(), DECAY)) {
            set(source, 10, 3);
            average.reset();
            set(source, 20, 4);

            average.update(100); // (1 + t) / (10 + t) is above the decay

            assertThat(parameters(average.network())).containsOnly(15);
            assertThat(average.network().state().get("bn.running_mean").toDoubleArray())
                    .containsOnly(15);
            assertThat(average.network().state().get("bn.num_batches_tracked").item())
                    .isEqualTo(4);
            assertThat(parameters(source)).as("the source").containsOnly(20);
        }
    }

    @Test
    void firstUpdates_forgetFaster() {
        try (Network source = new Network(layers(), DType.F64, Device.CPU);
                var average = new ExponentialMovingAverage(source, layers(), 0.999)) {
            double expected = 0;
            average.reset();
            for (int t = 1; t <= 5; t++) {
                set(source, t, 0);
                average.update(t);
                double decay = (1.0 + t) / (10 + t);
                expected = decay * expected + (1 - decay) * t;
                assertThat(parameters(average.network())[0]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void run_samplesAndSavesTheAverage_andTrainsAsWithoutIt(@TempDir Path directory) throws IOException {
        TrainingConfig config = SmallRun.config(2, 1, 1e-2);
        try (Trainer plain = SmallRun.trainer(config);
                Trainer averaged = SmallRun.trainer(config.withEma(0.9))) {
            plain.run(new TrainingListener() {}, () -> false);
            averaged.run(new TrainingListener() {}, () -> false);
            Path plainFile = directory.resolve("plain.safetensors");
            Path averagedFile = directory.resolve("averaged.safetensors");
            plain.save(plainFile);
            averaged.save(averagedFile);

            assertThat(plain.generator().masterParameters().toFloatArray())
                    .isNotEqualTo(averaged.generator().masterParameters().toFloatArray());
            try (SafeTensors without = SafeTensors.open(plainFile);
                    SafeTensors with = SafeTensors.open(averagedFile)) {
                for (String name : without.names()) {
                    assertThat(with.names()).contains(name);
                }
                assertThat(with.names()).contains("ema.generator.fc1.weight", "generator.fc1.weight");
            }
            assertThat(Generator.of(averaged.generator(), SmallRun.LATENT_DIM, ImageShape.MNIST)
                            .sample(new float[SmallRun.LATENT_DIM]))
                    .hasSize(ImageShape.MNIST.numel());
        }
    }

    private static List<NamedLayer> layers() {
        return List.of(new NamedLayer("fc", new Linear(2, 3)), new NamedLayer("bn", new BatchNorm(3)));
    }

    private static void set(Network network, double value, double batches) {
        network.parameters().forEach(parameter -> parameter.value().fill_(value));
        network.buffers()
                .forEach(buffer -> buffer.value().fill_(buffer.name().equals("num_batches_tracked") ? batches : value));
    }

    private static double[] parameters(Network network) {
        Tensor first = network.parameters().getFirst().value();
        return first.toDoubleArray();
    }
}
