package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.Device;

class BestGeneratorWriterTests {

    private static final float[] LATENTS = new float[SmallRun.LATENT_DIM];

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("generator-best.safetensors");
    }

    @Test
    void file_containsTheGeneratorOfTheSmallestDistance() throws IOException {
        float[] second = train(SmallRun.config(1, 4), 5, 3, 3);

        assertThat(metadata())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "format", "pt",
                        "architecture", "small",
                        "latent_dim", "20",
                        "image_shape", "1x28x28",
                        "frechet_classifier_distance", "3.0",
                        "iteration", "2",
                        "samples", "9"));
        try (Generator generator = Generator.load(file, Device.CPU, SmallObjective.GENERATOR)) {
            assertThat(generator.sample(LATENTS)).isEqualTo(second);
        }
    }

    @ParameterizedTest
    @CsvSource({"2.9, 4, 2.9", "3.1, 2, 3.0"})
    void resumed_comparesWithTheFileOfTheSessionBefore(double third, int iteration, double least) throws IOException {
        train(SmallRun.config(1, 4), 5, 3, 4);
        train(SmallRun.config(2, 4), third, 7, 7);

        assertThat(metadata())
                .containsEntry("iteration", Integer.toString(iteration))
                .containsEntry("frechet_classifier_distance", Double.toString(least));
    }

    @Test
    void started_beforeTheStepOfTheFile_keepsIt_butNotAtTheBeginning() throws IOException {
        train(SmallRun.config(1, 4), 5, 3, 4);
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory);
                var best = new BestGeneratorWriter(trainer, run)) {
            best.started(new Progress(0, 1, 1, 3));
            best.evaluated(new Progress(0, 1, 2, 3), new MeasuredFrechetDistance("classifier", 3.1, 9));
            assertThat(metadata()).containsEntry("frechet_classifier_distance", "3.0");

            best.started(new Progress(0, 1, 0, 3));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void started_onAFileWithoutADistance_isRefused() throws IOException {
        train(SmallRun.config(1, 4), 5, 3, 4);
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, 4));
                RunDirectory run = RunDirectory.open(directory);
                var best = new BestGeneratorWriter(trainer, run)) {
            Map<String, String> damaged = new TreeMap<>(metadata());
            damaged.put("frechet_classifier_distance", "far");
            try (var out = Files.newOutputStream(file)) {
                SafeTensors.write(out, trainer.generator().state(), damaged);
            }
            assertThatThrownBy(() -> best.started(new Progress(0, 1, 3, 3)))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageStartingWith(file + ": has the metadata {")
                    .hasMessageEndingWith("expected a Fréchet distance; delete the file, or move it away");
            assertThat(file).exists();
        }
    }

    /** Trains, or resumes, with a distance for each step; returns the samples of the generator after the second step. */
    private float[] train(TrainingConfig config, double... distances) throws IOException {
        Iterator<Double> next = Arrays.stream(distances).iterator();
        float[][] second = new float[1][];
        var evaluations = new PeriodicEvaluation(1, 9, "classifier", (generator, samples) -> {
            double distance = next.next();
            if (distance == distances[1]) {
                second[0] = second[0] == null ? generator.sample(LATENTS) : second[0];
            }
            return distance;
        });
        try (Trainer trainer = SmallRun.trainer(config, evaluations);
                RunDirectory run = RunDirectory.open(directory)) {
            if (Files.exists(run.checkpointFile())) {
                trainer.resume(run.checkpointFile());
            }
            try (var listeners = new Listeners(List.of(
                    new BestGeneratorWriter(trainer, run),
                    new CheckpointWriter(trainer, run, new TrainingListener() {})))) {
                trainer.run(listeners, () -> false);
            }
        }
        return second[0];
    }

    private Map<String, String> metadata() throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return tensors.metadata();
        }
    }
}
