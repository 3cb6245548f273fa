package wgan.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsLogTests {

    private static final String FIRST =
            "{\"epoch\":0,\"step\":100,\"iteration\":100,\"loss_critic\":-0.125,\"loss_generator\":0.5,\"seconds\":1.5}";
    private static final String SECOND =
            "{\"epoch\":0,\"step\":120,\"iteration\":120,\"loss_critic\":-0.25,\"loss_generator\":1.0,\"seconds\":2.0}";
    private static final String THIRD =
            "{\"epoch\":1,\"step\":100,\"iteration\":220,\"loss_critic\":-0.5,\"loss_generator\":0.0,\"seconds\":4.5}";

    private static final String MEASURED =
            "{\"epoch\":0,\"step\":110,\"iteration\":110,\"step_loss_critic\":-0.75,\"step_loss_generator\":0.25,\"critic_estimate\":0.75,\"seconds\":0.0}";
    private static final String MEASURED_LAST =
            "{\"epoch\":0,\"step\":120,\"iteration\":120,\"step_loss_critic\":-0.625,\"step_loss_generator\":0.5,\"critic_estimate\":0.625,\"seconds\":0.0}";
    private static final String MEASURED_PENALTY =
            "{\"epoch\":1,\"step\":10,\"iteration\":130,\"step_loss_critic\":2.5,"
                    + "\"step_loss_generator\":0.25,\"critic_estimate\":0.5,\"seconds\":0.0}";

    private static final Progress START = new Progress(0, 2, 0, 120);
    private static final Progress AFTER_EPOCH_0 = new Progress(0, 2, 120, 120);

    @TempDir
    Path directory;

    private Path file;
    private long nanos = 42;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("metrics.jsonl");
    }

    @Test
    void eventsBeforeTheStart_areRefused() throws IOException {
        try (var log = new MetricsLog(file)) {
            assertThatThrownBy(() -> logFirst(log))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(file + ": the metrics of a run are written after its start and before its end");
            assertThatThrownBy(() -> log.checkpointing(new Progress(0, 2, 100, 120)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void line_isWrittenAtEachLogPointAtOnce() throws IOException {
        try (var log = started(START)) {
            logFirst(log);
            assertThat(file).hasContent(FIRST + "\n");
            logSecond(log);
            logThird(log);
        }

        assertThat(Files.readString(file)).isEqualTo(lines(FIRST, SECOND, THIRD));
    }

    @Test
    void line_isWrittenForEachMeasuredStep_withTheLossesThatItHas() throws IOException {
        try (var log = started(START)) {
            log.measured(new Progress(0, 2, 110, 120), new Losses(-0.75, OptionalDouble.empty(), 0.25));
            log.measured(new Progress(0, 2, 120, 120), new Losses(-0.625, OptionalDouble.empty(), 0.5));
            log.measured(new Progress(1, 2, 10, 120), new Losses(2.5, OptionalDouble.of(-0.5), 0.25));
        }

        assertThat(Files.readString(file)).isEqualTo(lines(MEASURED, MEASURED_LAST, MEASURED_PENALTY));
    }

    @Test
    void line_isWrittenForEachEvaluation() throws IOException {
        try (var log = started(START)) {
            log.evaluated(new Progress(1, 2, 5, 120), new MeasuredFrechetDistance("classifier", 12.5, 5000));
        }

        assertThat(file)
                .hasContent(
                        "{\"epoch\":1,\"step\":5,\"iteration\":125,\"frechet_classifier_distance\":12.5,\"samples\":5000,\"seconds\":0.0}\n");
    }

    @Test
    void line_isJsonIfALossIsNaN() throws IOException {
        try (var log = started(START)) {
            log.logged(
                    new Progress(0, 2, 100, 120),
                    new Losses(Double.NaN, OptionalDouble.empty(), Double.NEGATIVE_INFINITY));
        }

        assertThat(file)
                .hasContent("{\"epoch\":0,\"step\":100,\"iteration\":100,"
                        + "\"loss_critic\":\"NaN\",\"loss_generator\":\"-Infinity\",\"seconds\":0.0}\n");
    }

    @Test
    void resumed_givesTheFileOfAnUninterruptedRun() throws IOException {
        String measured = MEASURED_LAST.replace("0.0}", "2.0}");
        Files.writeString(file, lines(FIRST, MEASURED, SECOND, measured, THIRD.replace("-0.5", "-9.9"), "{\"epo"));

        try (var log = started(AFTER_EPOCH_0)) {
            assertThat(Files.readString(file)).isEqualTo(lines(FIRST, MEASURED, SECOND, measured));
            logThird(log);
        }

        assertThat(Files.readString(file)).isEqualTo(lines(FIRST, MEASURED, SECOND, measured, THIRD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"epoch\":1,\"step\":10", "\0\0\0\0", "{}", "7", "\u00ff"})
    void resumed_removesAnIncompleteLastLine(String torn) throws IOException {
        Files.writeString(file, lines(FIRST, SECOND) + torn);

        started(AFTER_EPOCH_0).close();

        assertThat(Files.readString(file)).isEqualTo(lines(FIRST, SECOND));
    }

    @Test
    void resumed_addsAMissingLineFeed() throws IOException {
        Files.writeString(file, lines(FIRST) + SECOND);

        started(AFTER_EPOCH_0).close();

        assertThat(Files.readString(file)).isEqualTo(lines(FIRST, SECOND));
    }

    @Test
    void resumed_refusesAFileWithOtherContents() throws IOException {
        Files.writeString(file, lines(FIRST, "what is this?", SECOND));

        try (var log = new MetricsLog(file)) {
            assertThatExceptionOfType(RunDirectoryException.class)
                    .isThrownBy(() -> log.started(AFTER_EPOCH_0))
                    .withMessageStartingWith(file + ": at byte " + (FIRST.length() + 1) + " is not a line of metrics")
                    .withMessageNotContaining("\n");
        }
        assertThat(Files.readString(file)).isEqualTo(lines(FIRST, "what is this?", SECOND));
    }

    @Test
    void resumed_continuesTheTimeOfTheLastLineOfAnyKind() throws IOException {
        Files.writeString(file, lines(FIRST, MEASURED.replace("0.0}", "1.75}")));

        try (var log = started(new Progress(0, 2, 115, 120))) {
            nanos += 250_000_000L;
            log.evaluated(new Progress(0, 2, 120, 120), new MeasuredFrechetDistance("classifier", 12.5, 5000));
        }

        assertThat(Files.readString(file)).endsWith("\"samples\":5000,\"seconds\":2.0}\n");
    }

    /** To force a device fails, which shows that the log forces its file. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "another kernel may force /dev/null without an error")
    void checkpointing_forcesTheLinesToDisk() throws IOException {
        Files.createSymbolicLink(file, Path.of("/dev/null"));

        try (var log = started(START)) {
            logFirst(log);
            assertThatIOException()
                    .isThrownBy(() -> log.checkpointing(new Progress(0, 2, 100, 120)))
                    .withMessageStartingWith(file + ": cannot be written");
        }
        Files.delete(file); // otherwise the extension that deletes the directory warns of a link out of it
    }

    @Test
    void resumed_changesTheFileInPlace() throws IOException {
        Files.writeString(file, lines(FIRST, SECOND, THIRD));
        Path sameFile = Files.createLink(directory.resolve("link"), file);

        try (var log = started(AFTER_EPOCH_0)) {
            logThird(log);
        }

        assertThat(Files.isSameFile(sameFile, file)).as("cut, not copied").isTrue();
        assertThat(Files.readString(file)).startsWith(lines(FIRST, SECOND));
    }

    @Test
    void resumed_doesNotReadTheWholeFileIntoMemory() throws Exception {
        byte[] line = lines(FIRST).getBytes(UTF_8);
        int count = 48 * 1024 * 1024 / line.length;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < count; i++) {
                out.write(line);
            }
        }

        Process process = OtherProcess.training(List.of("-Xmx24m"), Resumed.class, file.toString())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(file).hasSize((long) count * line.length);
    }

    /** Starts a log on the file named by its argument, after the first epoch. */
    static final class Resumed {

        private Resumed() {}

        public static void main(String[] args) throws IOException {
            try (var log = new MetricsLog(Path.of(args[0]))) {
                log.started(AFTER_EPOCH_0);
            }
        }
    }

    @Test
    void newRun_startsAnEmptyFile() throws IOException {
        Files.writeString(file, lines(FIRST, SECOND));

        started(START).close();

        assertThat(file).isEmptyFile();
    }

    private MetricsLog started(Progress at) throws IOException {
        var log = new MetricsLog(file, () -> nanos);
        log.started(at);
        return log;
    }

    private void logFirst(MetricsLog log) throws IOException {
        nanos += 1_500_000_000L;
        log.logged(new Progress(0, 2, 100, 120), new Losses(-0.125, OptionalDouble.empty(), 0.5));
    }

    private void logSecond(MetricsLog log) throws IOException {
        nanos += 500_000_499L;
        log.logged(new Progress(0, 2, 120, 120), new Losses(-0.25, OptionalDouble.empty(), 1));
    }

    private void logThird(MetricsLog log) throws IOException {
        nanos += 2_500_000_000L;
        log.logged(new Progress(1, 2, 100, 120), new Losses(-0.5, OptionalDouble.empty(), 0));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }
}
