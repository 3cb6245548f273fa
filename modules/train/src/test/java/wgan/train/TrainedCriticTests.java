package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.data.Dataset;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class TrainedCriticTests {

    /** More images than are scored at once. */
    private static final int COUNT = 510;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"WGAN", "WGAN_GP"})
    void estimate_isTheDifferenceOfTheMeanScoresAfterTraining(ObjectiveType type) throws IOException {
        TrainingConfig config = SmallRun.config(type.defaults(), 1, 6);
        Dataset real = SmallRun.digits(COUNT);
        float[] generated = noise();
        save(config);
        try (AdversarialNetworks same = AdversarialNetworks.initial(
                        config.objective(), config.latentDim(), new Seed(config.seed()), DType.F32, Device.CPU);
                TrainedCritic critic =
                        TrainedCritic.ofRun(directory, Device.CPU).orElseThrow();
                var scope = TensorScope.open()) {
            double expected = meanScore(same, real.scaled(0, COUNT)) - meanScore(same, generated);
            assertThat(expected).isNotZero();
            assertThat(critic.estimate(real, generated)).isCloseTo(expected, within(1e-6));
        }
    }

    private static double meanScore(AdversarialNetworks networks, float[] images) {
        Tensor x = Tensor.of(images, COUNT, 1, Dataset.ROWS, Dataset.COLUMNS);
        return networks.critic().evaluate(x).mean().item();
    }

    private static float[] noise() {
        float[] pixels = new float[COUNT * Dataset.IMAGE_SIZE];
        Random random = new Random(8);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat(-1, 1);
        }
        return pixels;
    }

    @ParameterizedTest
    @EnumSource(names = {"GAN", "DCGAN"})
    void discriminator_hasNone(ObjectiveType type) throws IOException {
        save(SmallRun.config(type.defaults(), 1, 6));
        assertThat(TrainedCritic.ofRun(directory, Device.CPU)).isEmpty();
    }

    @Test
    void modelWithoutARun_hasNone() throws IOException {
        assertThat(TrainedCritic.ofRun(directory, Device.CPU)).isEqualTo(Optional.empty());
        assertThat(TrainedCritic.ofRun(Files.createFile(directory.resolve("file")), Device.CPU))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wgan.checkpoint          | 1       | is a checkpoint of format 1, expected format 2",
                "hyperparameter.objective | wgan-gp | has no tensor critic.conv1.0.weight, but 1 others"
            })
    void otherCheckpoint_isRefused(String key, String value, String message) throws IOException {
        Path file = save(SmallRun.config(1, 6));
        CheckpointFile.change(file, (tensors, metadata) -> {
            metadata.put(key, value);
            tensors.keySet().retainAll(Set.of("losses"));
        });
        assertThatThrownBy(() -> TrainedCritic.ofRun(directory, Device.CPU))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    /** Saves a run that has not begun. */
    private Path save(TrainingConfig config) throws IOException {
        try (Trainer trainer = SmallRun.trainer(config);
                RunDirectory run = RunDirectory.open(directory)) {
            trainer.save(run.checkpointFile());
            return run.checkpointFile();
        }
    }
}
