package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.image.ImageShape;
import wgan.testing.EventFileReader;

class TensorBoardListenerTests {

    private static final double NOW = 1_700_000_000.25; // seconds, exact in a double
    private static final Losses MEANS = new Losses(-0.5, OptionalDouble.empty(), 0.25);
    private static final Samples SAMPLES = new Samples(new float[64 * 28 * 28], ImageShape.MNIST);

    @TempDir
    Path parent;

    @TempDir
    Path runPath;

    private RunDirectory run;

    @BeforeEach
    void openRun() throws IOException {
        run = RunDirectory.open(runPath);
    }

    @AfterEach
    void closeRun() throws IOException {
        run.close();
    }

    @Test
    void eventsBeforeTheStart_areRefused(@TempDir Path directory) throws IOException {
        try (var listener = listener(directory)) {
            assertThatThrownBy(() -> listener.checkpointing(new Progress(0, 1, 0, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(directory + ": the events of a run are written after its start and before its end");
        }
    }

    @Test
    void epoch_becomesTwoScalarsAndAnImage() throws IOException {
        Path directory = parent.resolve("logs/experiment_wgan");
        try (var listener = listener(directory)) {
            listener.started(new Progress(0, 2, 0, 1));
            listener.epochFinished(new Progress(0, 2, 1, 1), MEANS, SAMPLES);
            listener.epochFinished(new Progress(1, 2, 1, 1), new Losses(-1, OptionalDouble.empty(), 0), SAMPLES);

            List<Map<String, Object>> events = EventFileReader.events(only(directory));
            assertThat(events).hasSize(7).allSatisfy(event -> assertThat(event).containsEntry("wall_time", NOW));
            assertThat(events.get(0)).containsEntry("file_version", "brain.Event:2");
            assertThat(events.get(1))
                    .containsEntry("tag", "WGAN/Loss/Discriminator")
                    .containsEntry("simple_value", -0.5f);
            assertThat(events.get(2))
                    .containsEntry("tag", "WGAN/Loss/Generator")
                    .containsEntry("simple_value", 0.25f);
            assertThat(events.get(3))
                    .containsEntry("tag", "Generated Images")
                    .containsEntry("height", 242L)
                    .containsEntry("width", 242L)
                    .containsEntry("colorspace", 1L)
                    .hasEntrySatisfying("png", png -> assertThat((byte[]) png).isEqualTo(SAMPLES.gridPng()));
            assertThat(events.get(4)).containsEntry("step", 1L).containsEntry("simple_value", -1f);
            // A zero is a value, too, so the field must be present.
            assertThat(events.get(5)).containsEntry("step", 1L).containsEntry("simple_value", 0f);
        }
    }

    @Test
    void measuredStep_becomesScalarsAtItsIteration() throws IOException {
        try (var listener = listener(parent)) {
            listener.started(new Progress(0, 2, 0, 120));
            listener.measured(new Progress(0, 2, 10, 120), new Losses(-0.5, OptionalDouble.empty(), 0.25));
            listener.measured(new Progress(1, 2, 10, 120), new Losses(1.5, OptionalDouble.of(-2), 0.75));

            assertThat(EventFileReader.events(only(parent)))
                    .filteredOn(event -> event.containsKey("tag"))
                    .extracting(
                            event -> event.get("tag"), event -> event.get("step"), event -> event.get("simple_value"))
                    .containsExactly(
                            tuple("WGAN/Step Loss/Discriminator", 10L, -0.5f),
                            tuple("WGAN/Step Loss/Generator", 10L, 0.25f),
                            tuple("WGAN/Metrics/Critic Estimate", 10L, 0.5f),
                            tuple("WGAN/Step Loss/Discriminator", 130L, 1.5f),
                            tuple("WGAN/Step Loss/Generator", 130L, 0.75f),
                            tuple("WGAN/Metrics/Critic Estimate", 130L, 2f));
        }
    }

    @Test
    void evaluation_becomesAScalarAtItsIteration() throws IOException {
        try (var listener = listener(parent)) {
            listener.started(new Progress(0, 2, 0, 120));
            listener.evaluated(new Progress(1, 2, 5, 120), new MeasuredFrechetDistance("classifier", 12.5, 5000));

            assertThat(EventFileReader.events(only(parent)).get(1))
                    .containsEntry("tag", "WGAN/Metrics/Frechet Classifier Distance")
                    .containsEntry("step", 125L)
                    .containsEntry("simple_value", 12.5f);
        }
    }

    @Test
    void file_hasANameThatTensorBoardReadsAndThatIdentifiesTheRun() throws IOException {
        try (var listener = listener(parent)) {
            listener.started(new Progress(0, 1, 0, 1));
            listener.epochFinished(new Progress(0, 1, 1, 1), MEANS, SAMPLES);
        }

        assertThat(only(parent).getFileName().toString())
                .matches("events\\.out\\.tfevents\\.1700000000\\.[A-Za-z0-9-]+\\."
                        + ProcessHandle.current().pid() + "\\.\\d+\\.wgan-" + run.id());
    }

    @Test
    void resumedRun_addsAFile() throws IOException {
        for (int epoch = 0; epoch < 2; epoch++) {
            try (var listener = listener(parent)) {
                listener.started(new Progress(epoch, 2, 0, 1));
                listener.epochFinished(new Progress(epoch, 2, 1, 1), MEANS, SAMPLES);
            }
        }

        assertThat(files(parent))
                .hasSize(2)
                .allSatisfy(file -> assertThat(EventFileReader.events(file)).hasSize(4));
    }

    @Test
    void finishedRun_startedAgain_addsNoFile() throws IOException {
        Path directory = parent.resolve("logs");
        for (int session = 0; session < 2; session++) {
            try (var listener = listener(directory)) {
                listener.started(new Progress(0, 1, 1, 1));
                listener.finished(new Progress(0, 1, 1, 1));
            }
        }

        assertThat(directory).doesNotExist();
    }

    @Test
    void started_whereTheDirectoryIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(parent.resolve("logs"));

        try (var listener = listener(file)) {
            assertThatIOException()
                    .isThrownBy(() -> listener.started(new Progress(0, 1, 0, 1)))
                    .withMessageContaining(file.toString());
        }
    }

    private TensorBoardListener listener(Path directory) {
        return new TensorBoardListener("WGAN", directory, run, () -> Instant.ofEpochMilli((long) (NOW * 1000)));
    }

    private static Path only(Path directory) throws IOException {
        List<Path> files = files(directory);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
