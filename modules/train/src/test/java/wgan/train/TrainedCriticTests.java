package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.data.Dataset;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class TrainedCriticTests {

    /** More than are scored at once. */
    private static final int COUNT = 510;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"WGAN", "WGAN_GP"})
    void estimate_isTheDifferenceOfTheMeanScoresAfterTraining(ObjectiveName game) throws IOException {
        TrainingConfig config = SmallRun.config(game.rules(), 1, 6);
        Dataset real = SmallRun.digits(COUNT);
        float[] generated = noise();
        save(config);
        try (Objective same = ObjectiveName.open(config, DType.F32, Device.CPU);
                TrainedCritic critic =
                        TrainedCritic.ofRun(directory, Device.CPU).orElseThrow();
                var scope = TensorScope.open()) {
            double expected = meanScore(same, real.scaled(0, COUNT)) - meanScore(same, generated);
            assertThat(expected).isNotZero();
            assertThat(critic.estimate(real, generated)).isCloseTo(expected, within(1e-6));
        }
    }

    private static double meanScore(Objective game, float[] images) {
        Tensor x = Tensor.of(images, COUNT, 1, Dataset.ROWS, Dataset.COLUMNS);
        return game.critic().evaluate(x).mean().item();
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
    void discriminator_isNone(ObjectiveName game) throws IOException {
        save(SmallRun.config(game.rules(), 1, 6));
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
                "wgan.checkpoint | 2   | is a checkpoint of version 2, expected a checkpoint of version 1; train anew",
                "--objective     | vae | objective is vae, expected one of gan, dcgan, wgan, wgan-gp; the file is damaged",
                "--objective     | wgan-gp | has no tensor critic.conv1.0.weight, but 1 others"
            })
    void checkpointThatSaysSomethingElse_isRefused(String key, String value, String message) throws IOException {
        Path file = save(SmallRun.config(1, 6));
        Map<String, String> metadata;
        try (SafeTensors tensors = SafeTensors.open(file)) {
            metadata = new TreeMap<>(tensors.metadata());
        }
        metadata.put(key, value);
        try (Tensor weight = Tensor.zeros(DType.F32, Device.CPU, 1);
                var out = Files.newOutputStream(file)) {
            SafeTensors.write(out, Map.of("generator.weight", weight), metadata);
        }
        assertThatThrownBy(() -> TrainedCritic.ofRun(directory, Device.CPU))
                .isInstanceOf(ModelFileException.class)
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
