package wgan.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.image.ImageShape;
import wgan.testing.EventFileReader;

/** Compares the events in a log directory after interruptions with those of an uninterrupted run. */
class TensorBoardResumeTests {

    private static final int EPOCHS = 4;
    private static final int STEPS = 25;
    private static final Samples SAMPLES = new Samples(new float[64 * 28 * 28], ImageShape.MNIST);

    @TempDir
    Path logs;

    @TempDir
    Path runPath;

    private RunDirectory run;
    private long seconds = 1_700_000_000;

    @BeforeEach
    void openRun() throws IOException {
        run = RunDirectory.open(runPath);
    }

    @AfterEach
    void closeRun() throws IOException {
        run.close();
    }

    @Test
    void resumed_removesTheEventsPastTheCheckpoint() throws IOException {
        train(0, 2 * STEPS + 13); // killed; the last checkpoint is of the end of the second epoch
        train(2 * STEPS, EPOCHS * STEPS);

        assertThat(history()).containsExactlyInAnyOrderElementsOf(uninterrupted());
    }

    @Test
    void resumed_keepsEventsAsTheyWere() throws IOException {
        train(0, STEPS + 12);
        Path file = files().get(0);
        byte[] before = Files.readAllBytes(file);

        train(STEPS + 12, EPOCHS * STEPS);

        assertThat(file).hasBinaryContent(before);
        assertThat(files()).hasSize(2);
    }

    @Test
    void resumed_removesAnIncompleteRecord() throws IOException {
        train(0, 30);
        Path file = files().get(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 7);
        }

        train(STEPS, EPOCHS * STEPS);

        assertThat(history()).containsExactlyInAnyOrderElementsOf(uninterrupted());
    }

    @Test
    void resumed_fromAnEarlierCheckpoint_deletesTheFilesOfLaterSessions() throws IOException {
        train(0, STEPS);
        train(STEPS, 2 * STEPS);
        train(2 * STEPS, 3 * STEPS);
        List<Path> later = files().subList(1, 3);

        train(11, EPOCHS * STEPS);

        assertThat(later).noneMatch(Files::exists);
        assertThat(history()).containsExactlyInAnyOrderElementsOf(uninterrupted());
    }

    @Test
    void newRun_deletesTheEventsOfAnInterruptedFirstStart() throws IOException {
        train(0, 10);
        Path left = files().get(0);

        train(0, EPOCHS * STEPS);

        assertThat(left).doesNotExist();
        assertThat(history()).containsExactlyInAnyOrderElementsOf(uninterrupted());
    }

    /** On Windows, a file cannot be deleted while another program, such as TensorBoard, has it open. */
    @Test
    void fileThatCannotBeDeleted_isLeftWithoutEvents() throws IOException {
        train(0, 10);
        Path left = files().get(0);
        assumeTrue(logs.toFile().setWritable(false), "this system does not protect directories");
        assumeFalse(Files.isWritable(logs), "the superuser may write anywhere");

        train(0, 0);

        assertThat(left).exists();
        assertThat(history()).isEmpty();
        assertThat(logs.toFile().setWritable(true)).isTrue();
        train(0, EPOCHS * STEPS);
        assertThat(left).doesNotExist();
        assertThat(history()).containsExactlyInAnyOrderElementsOf(uninterrupted());
    }

    @Test
    void filesOfOtherProgramsAndRuns_areNotChanged() throws IOException {
        List<Path> others = List.of(
                logs.resolve("events.out.tfevents.1600000000.host.17.0"),
                logs.resolve("events.out.tfevents.1600000000.host.17.0.v2"),
                logs.resolve("events.out.tfevents.1600000000.host.17.0.wgan-0123abcd.txt"),
                logs.resolve("notes.wgan-" + run.id()));
        for (Path file : others) {
            Files.writeString(file, file.getFileName().toString(), UTF_8);
        }
        try (RunDirectory other = RunDirectory.open(runPath.resolve("other"))) {
            train(other, 0, EPOCHS * STEPS);
        }
        Path ofOtherRun = files().getLast();
        byte[] before = Files.readAllBytes(ofOtherRun);

        train(0, 60);
        train(40, 70);
        train(0, 10);

        assertThat(ofOtherRun).hasBinaryContent(before);
        assertThat(others)
                .allSatisfy(
                        file -> assertThat(file).hasContent(file.getFileName().toString()));
    }

    /** Any number of sessions, each killed at any point, also within a record, and resumed from any earlier step. */
    @Test
    void anyInterruptions_leaveTheHistoryOfARunWithoutOne() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            int resumedFrom = 0;
            for (int session = random.nextInt(5); session > 0; session--) {
                int killedAt = resumedFrom + random.nextInt(EPOCHS * STEPS - resumedFrom + 1);
                train(resumedFrom, killedAt);
                int checkpoint = random.nextInt(killedAt + 1);
                truncate(random, checkpoint);
                resumedFrom = checkpoint;
            }
            train(resumedFrom, EPOCHS * STEPS);

            assertThat(history()).containsExactlyInAnyOrderElementsOf(uninterrupted());
        }
    }

    /** Truncates the newest file at any point after the events up to a checkpoint, which were forced to disk. */
    private void truncate(Random random, int checkpoint) throws IOException {
        if (files().isEmpty()) {
            return;
        }
        Path file = files().getLast();
        long forced = 0;
        long position = 0;
        byte[] content = Files.readAllBytes(file);
        for (byte[] record : EventFileReader.records(content)) {
            position += record.length + 16;
            Map<String, Object> event = EventFileReader.event(record);
            if (!event.containsKey("tag") || iteration(event) <= checkpoint) {
                forced = position;
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(forced + random.nextInt((int) (content.length - forced) + 1));
        }
    }

    private static long iteration(Map<String, Object> event) {
        long step = (long) event.getOrDefault("step", 0L);
        return event.get("tag").toString().matches("WGAN/Loss/.*|Generated Images") ? (step + 1) * STEPS : step;
    }

    /** A session that starts at one iteration and ends at another, with events after each tenth step and each epoch. */
    private void train(int from, int to) throws IOException {
        train(run, from, to);
    }

    private void train(RunDirectory directory, int from, int to) throws IOException {
        seconds++;
        try (var listener = new TensorBoardListener("WGAN", logs, directory, () -> Instant.ofEpochSecond(seconds))) {
            listener.started(at(from));
            for (int iteration = from + 1; iteration <= to; iteration++) {
                Progress at = at(iteration);
                if (at.isMeasuringPoint()) {
                    listener.measured(at, new Losses(iteration, OptionalDouble.of(-iteration), iteration));
                    listener.evaluated(at, new MeasuredFrechetDistance("classifier", iteration, 5));
                }
                if (at.endsEpoch()) {
                    listener.epochFinished(at, new Losses(iteration, OptionalDouble.empty(), -iteration), SAMPLES);
                }
            }
        }
    }

    /** As the trainer counts: a step that ends an epoch belongs to it. */
    private static Progress at(int iteration) {
        int epoch = iteration == 0 ? 0 : (iteration - 1) / STEPS;
        return new Progress(epoch, EPOCHS, iteration - epoch * STEPS, STEPS);
    }

    /** Each event of the run's files as its tag and step. */
    private List<String> history() throws IOException {
        List<String> events = new ArrayList<>();
        for (Path file : files()) {
            for (Map<String, Object> event : EventFileReader.events(file)) {
                if (event.containsKey("tag")) {
                    events.add(event.get("tag") + " " + event.getOrDefault("step", 0L));
                }
            }
        }
        return events;
    }

    private static List<String> uninterrupted() {
        List<String> events = new ArrayList<>();
        for (int iteration = 10; iteration <= EPOCHS * STEPS; iteration += 10) {
            events.add("WGAN/Step Loss/Discriminator " + iteration);
            events.add("WGAN/Step Loss/Generator " + iteration);
            events.add("WGAN/Metrics/Critic Estimate " + iteration);
            events.add("WGAN/Metrics/Frechet Classifier Distance " + iteration);
        }
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            events.add("WGAN/Loss/Discriminator " + epoch);
            events.add("WGAN/Loss/Generator " + epoch);
            events.add("Generated Images " + epoch);
        }
        return events;
    }

    /** The event files with the suffix of a run of ours, in the order of their names, which is that of their sessions. */
    private List<Path> files() throws IOException {
        try (var files = Files.list(logs)) {
            return files.filter(file -> file.toString().matches(".*tfevents.*\\.wgan-[0-9a-f]{8}"))
                    .sorted()
                    .toList();
        }
    }
}
