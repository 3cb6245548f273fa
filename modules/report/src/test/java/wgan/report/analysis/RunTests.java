package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.image.ImageShape;
import wgan.train.DatasetIdentity;
import wgan.train.ObjectiveType;

class RunTests {
    private static final String LINES = """
            {"epoch":0,"step":10,"iteration":10,"step_loss_critic":-1.5,"step_loss_generator":0.25,"critic_estimate":4.5}
            {"epoch":0,"step":20,"iteration":20,"step_loss_critic":-2.5}
            {"epoch":0,"step":20,"iteration":20,"loss_critic":-2,"loss_generator":0.5,"seconds":3.5}
            {"epoch":0,"step":20,"iteration":20,"frechet_classifier_distance":81.5,"samples":5000}
            {"epoch":1,"step":10,"iteration":30,"step_loss_critic":"NaN","step_loss_generator":"Infinity"}
            {"epoch":1,"step":20,"iteration":40,"loss_critic":-1,"loss_generator":0.75,"seconds":7}
            """;

    private static final DatasetIdentity IMAGES =
            new DatasetIdentity("mnist", 600, ImageShape.MNIST, "fedcba9876543210");

    @TempDir
    Path directory;

    private Path metrics;

    @BeforeEach
    void writeRun() throws IOException {
        new FabricatedRun(directory, "wgan-gp").withImages(IMAGES).run();
        Path config = directory.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"steps\":1000", "\"steps\":20")); // as in the lines
        metrics = directory.resolve("metrics.jsonl");
        Files.writeString(metrics, LINES);
    }

    @Test
    void read_returnsWhatTrainingWrote() throws IOException {
        Run run = Run.read(directory);

        assertThat(run.isOf(ObjectiveType.WGAN_GP)).isTrue();
        assertThat(run.isOf(ObjectiveType.WGAN)).isFalse();
        assertThat(run.title()).isEqualTo("WGAN-GP");
        assertThat(run.isWasserstein()).isTrue();
        assertThat(run.configuration().dataset()).isEqualTo(IMAGES);
        assertThat(run.setting("lr_critic")).contains("0.00005");
        assertThat(run.setting("clip")).isEmpty();
        assertThat(run.iterations()).isEqualTo(40);
        assertThat(run.seconds()).isEqualTo(7);
        assertThat(run.criticLoss().values().toArray()).containsExactly(-1.5, -2.5);
        assertThat(run.criticEstimate().values().toArray())
                .as("without the penalty")
                .containsExactly(4.5);
        assertThat(run.generatorLoss().values().toArray()).containsExactly(0.25);
        assertThat(run.frechetDistance().points()).containsExactly(new Series.Point(20, 81.5));
    }

    /** The report needs no class of an objective that an application implements: the configuration describes it. */
    @Test
    void read_acceptsAnObjectiveThatIsNotBuiltIn() throws IOException {
        Path config = directory.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"wgan-gp\"", "\"lsgan\"")
                        .replace("\"WGAN-GP\"", "\"LSGAN\"")
                        .replace("\"estimates_wasserstein_distance\":true", "\"estimates_wasserstein_distance\":false")
                        .replace("\"has_penalty\":true", "\"has_penalty\":false"));
        Run run = Run.read(directory);

        assertThat(ObjectiveType.values()).noneMatch(run::isOf);
        assertThat(run.title()).isEqualTo("LSGAN");
        assertThat(run.isWasserstein()).isFalse();
        assertThat(run.preset()).isEmpty();
    }

    @Test
    void configurationOfAnotherFormat_isRejected() throws IOException {
        Path config = directory.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"format\":2", "\"format\":3"));

        assertThatIOException()
                .isThrownBy(() -> Run.read(directory))
                .withMessageStartingWith(config + ": is a configuration of format 3, expected format 2");
    }

    @Test
    void losses_areTheMeans_ifNoSingleStepWasRecorded() throws IOException {
        Files.writeString(
                metrics,
                LINES.lines().filter(line -> !line.contains("step_loss")).reduce("", (a, b) -> a + b + "\n"));

        assertThat(Run.read(directory).criticLoss().values().toArray()).containsExactly(-2, -1);
        assertThat(Run.read(directory).generatorLoss().values().toArray()).containsExactly(0.5, 0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"epoch\":1,\"step\":10", "\0\0\0\0", "{}", "7"})
    void incompleteLastLine_isIgnored(String torn) throws IOException {
        Files.writeString(metrics, LINES + torn);

        assertThat(Run.read(directory).iterations()).isEqualTo(40);
    }

    @Test
    void lineOfSomethingElse_isRejected() throws IOException {
        Files.writeString(metrics, "something else\n" + LINES);

        assertThatIOException()
                .isThrownBy(() -> Run.read(directory))
                .withMessage(
                        metrics + ": line 1 is not a line of metrics, expected JSON with an iteration; repair the file,"
                                + " or train the run again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "1.5", "\"1\""})
    void lineWithoutACountOfSteps_isRejected(String iteration) throws IOException {
        Files.writeString(metrics, "{\"iteration\":" + iteration + "}\n" + LINES);

        assertThatIOException()
                .isThrownBy(() -> Run.read(directory))
                .withMessageContaining(": line 1 is not a line of metrics, expected JSON with an iteration");
    }

    @Test
    void numbersOutOfRange_areLeftOut() throws IOException {
        String huge = "1" + "0".repeat(400);
        Files.writeString(
                metrics,
                LINES + "{\"epoch\":" + huge + ",\"iteration\":9223372036854775807,\"loss_critic\":" + huge
                        + ",\"seconds\":" + huge + "}\n");
        Run run = Run.read(directory);

        assertThat(run.iterations()).isEqualTo(Long.MAX_VALUE);
        assertThat(run.epochs()).isEqualTo(1);
        assertThat(run.seconds()).isEqualTo(7);
        assertThat(run.isUnfinished()).isFalse();
        assertThat(run.finalLearningRateFraction()).isEqualTo(1);
    }

    @Test
    void runWithoutALogPoint_isRejected() throws IOException {
        Files.writeString(metrics, "");

        assertThatIOException()
                .isThrownBy(() -> Run.read(directory))
                .withMessage(metrics + ": has no log point yet; wait until the first epoch of the run has ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "metrics.jsonl", "generator.safetensors"})
    void missingFile_isRejected(String name) throws IOException {
        Files.delete(directory.resolve(name));

        assertThatIOException()
                .isThrownBy(() -> Run.read(directory))
                .withMessage(directory.resolve(name)
                        + ": there is no such file; expected a run whose first epoch has ended");
    }

    @Test
    void configurationOfSomethingElse_isRejected() throws IOException {
        Path config = directory.resolve("config.json");
        Files.writeString(config, "{");

        assertThatIOException()
                .isThrownBy(() -> Run.read(directory))
                .withMessageStartingWith(config + ": is not the configuration of a run (");
    }

    @Test
    void sampleImage_isTheNearestOne() throws IOException {
        Files.write(directory.resolve("samples/epoch-000.png"), new byte[1]); // after 20 of 40 iterations
        Files.write(directory.resolve("samples/notes.txt"), new byte[1]);
        Run run = Run.read(directory);

        assertThat(run.sampleImage(0.5)).contains(directory.resolve("samples/epoch-000.png"));
        assertThat(run.sampleImage(0)).contains(directory.resolve("samples/step-000000.png"));
        assertThat(run.sampleImage(1)).isEmpty(); // the next one is of iteration 1000
    }

    @Test
    void sampleImage_isEmpty_ifThereIsNone() throws IOException {
        try (var samples = Files.list(directory.resolve("samples"))) {
            for (Path image : samples.toList()) {
                Files.delete(image);
            }
        }
        Files.delete(directory.resolve("samples"));

        assertThat(Run.read(directory).sampleImage(0)).isEmpty();
    }
}
