package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.train.TrainingRun.Options;

/** Runs with images of other shapes than MNIST's. */
class OtherShapesTests {
    private static final long SEED = 0; // the default of synthetic images
    private static final int EPOCHS = 2;
    private static final ImageShape COLOR = new ImageShape(3, 32, 32);
    private static final ImageShape WIDE = new ImageShape(1, 48, 64);
    private static final TrainingConfig CONFIG = SmallRun.config(EPOCHS, SEED);

    @TempDir
    private Path parent;

    static Stream<Arguments> runs() {
        List<TrainingConfig> configs = Stream.of(Wgan.defaults(), WganGp.defaults(), Gan.defaults(), Dcgan.defaults())
                .map(objective -> SmallRun.config(new SmallObjective(objective), EPOCHS, SEED))
                .toList();
        return Stream.of(
                        configs.stream().map(config -> Arguments.of(COLOR, config)),
                        configs.stream().map(config -> Arguments.of(COLOR, config.withPrecision(Precision.BF16))),
                        configs.stream().map(config -> Arguments.of(WIDE, config)),
                        Stream.of(Arguments.of(COLOR, SmallRun.labNetworksConfig(1, SEED))))
                .flatMap(runs -> runs);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void run_thatWasStopped_isResumedBitForBit(ImageShape shape, TrainingConfig config) throws IOException {
        Dataset digits = SmallRun.digits(shape);
        Path whole = parent.resolve("whole");
        Path stopped = parent.resolve("stopped");
        train(whole, config, digits, false);
        train(stopped, config, digits, true);
        train(stopped, config, digits, true);
        train(stopped, config, digits, false);

        List<String> files = files(whole);
        assertThat(files(stopped)).isEqualTo(files);
        assertThat(files).contains("checkpoints/latest.safetensors", "generator.safetensors", "samples/epoch-000.png");
        for (String file : files) {
            if (file.endsWith(".safetensors") || file.endsWith(".png") || file.endsWith(".json")) {
                assertThat(Files.mismatch(stopped.resolve(file), whole.resolve(file)))
                        .as("first byte of %s that differs", file)
                        .isEqualTo(-1);
            }
        }
    }

    private static void train(Path directory, TrainingConfig config, Dataset dataset, boolean stops)
            throws IOException {
        try (TrainingRun run = TrainingRun.open(directory, config, dataset, Options.DEFAULT)) {
            run.train(() -> stops);
        }
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void files_stateTheShape() throws IOException {
        Dataset digits = SmallRun.digits(COLOR);
        train(parent, SmallRun.labNetworksConfig(1, SEED), digits, false);

        assertThat(Files.readString(parent.resolve("config.json"))).contains("\"image_shape\" : \"3x32x32\"");
        RunConfiguration configuration = RunConfiguration.read(parent.resolve("config.json"));
        assertThat(configuration.dataset().shape()).isEqualTo(COLOR);
        assertThat(configuration.values()).containsEntry("image_shape", "3x32x32");
        try (Generator generator = Generator.load(parent.resolve("generator.safetensors"))) {
            assertThat(generator.imageShape()).isEqualTo(COLOR);
        }
        BufferedImage grid =
                ImageIO.read(parent.resolve("samples/epoch-000.png").toFile());
        assertThat(grid.getColorModel().getNumColorComponents()).isEqualTo(3);
        assertThat(grid.getWidth()).isEqualTo(8 * (32 + 2) + 2);
        assertThat(TrainingDataRef.of(parent, DataOptions.defaults())
                        .openFor("generator")
                        .fingerprint())
                .as("the images that the run was trained on")
                .isEqualTo(digits.fingerprint());
    }

    @Test
    void checkpoint_ofAnotherShape_isRefusedInOneLine() throws IOException {
        Dataset color = SmallRun.digits(COLOR);
        Dataset gray = SmallRun.digits(new ImageShape(1, 32, 32));
        train(parent, CONFIG, color, true);

        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> TrainingRun.open(parent, CONFIG, gray, Options.DEFAULT))
                .withMessage(
                        "%s: its run was trained on 10 images of synthetic (3x32x32, fingerprint %s), this run has 10 images of"
                                        .formatted(
                                                parent.resolve("checkpoints/latest.safetensors"), color.fingerprint())
                                + " synthetic (1x32x32, fingerprint %s)".formatted(gray.fingerprint()));
    }

    /** The first runs had images of one shape, and did not record it. */
    @Test
    void checkpoint_withoutAShape_isThatOfMnist() throws IOException {
        Dataset digits = SmallRun.digits();
        train(parent, CONFIG, digits, true);
        Path checkpoint = parent.resolve("checkpoints/latest.safetensors");
        CheckpointFile.change(checkpoint, (tensors, metadata) -> metadata.remove("image_shape"));

        try (TrainingRun run = TrainingRun.open(parent, CONFIG, digits, Options.DEFAULT)) {
            assertThat(run.isResumed()).isTrue();
            assertThat(run.notes()).isEmpty();
        }
    }

    @Test
    void checkpoint_withADamagedShape_isRefusedInOneLine() throws IOException {
        Dataset digits = SmallRun.digits();
        train(parent, CONFIG, digits, true);
        Path checkpoint = parent.resolve("checkpoints/latest.safetensors");
        CheckpointFile.change(checkpoint, (tensors, metadata) -> metadata.put("image_shape", "1x28x"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TrainingRun.open(parent, CONFIG, digits, Options.DEFAULT))
                .withMessage(checkpoint + ": image_shape is '1x28x', expected one like 1x28x28; the file is damaged");
    }
}
