package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.model.ModelFileException;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

/** A run that was interrupted and resumed, in another trainer, compared with one that was not. */
class ResumingTests {

    private static final long SEED = 5;
    private static final int EPOCHS = 4; // twelve steps, the tenth of which is measured

    @TempDir
    private static Path directory;

    private static Path uninterruptedEnd;
    private static List<String> uninterruptedEvents;

    @BeforeAll
    static void trainWithoutInterruption() throws IOException {
        var log = new EventLog();
        uninterruptedEnd = directory.resolve("uninterrupted.safetensors");
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(EPOCHS, SEED))) {
            trainer.run(log, () -> false);
            trainer.save(uninterruptedEnd);
        }
        uninterruptedEvents = log.events();
    }

    @ParameterizedTest(name = "after epoch {0}, step {1}")
    @CsvSource({"0, 1", "0, 3", "1, 2"})
    void resumed_continuesBitForBit(int epoch, int step) throws IOException {
        Path checkpoint = stoppedAt(SmallRun.config(EPOCHS, SEED), epoch, step);
        assertEndsAsUninterrupted(checkpoint, epoch + "/" + step);
    }

    /**
     * A step depends on more than its progress: the step count of Adam, the interpolation coefficients, the turn, the compute copy in
     * bf16.
     */
    @ParameterizedTest
    @MethodSource("otherRuns")
    void resumed_withOtherObjectivesAndPrecisions_continuesBitForBit(TrainingConfig config) throws IOException {
        assertResumesBitForBit(config);
    }

    @Test
    void resumed_withTheLabsNetworks_continuesBitForBit() throws IOException {
        assertResumesBitForBit(SmallRun.labNetworksConfig(2, SEED));
    }

    /** Compares a run with one that was stopped after the first step of its second epoch. */
    private static void assertResumesBitForBit(TrainingConfig config) throws IOException {
        Path whole = directory.resolve("whole.safetensors");
        var wholeLog = new EventLog();
        try (Trainer trainer = SmallRun.trainer(config)) {
            trainer.run(wholeLog, () -> false);
            trainer.save(whole);
        }
        Path checkpoint = stoppedAt(config, 1, 1);
        Path end = directory.resolve("resumed.safetensors");
        var log = new EventLog();
        try (Trainer trainer = SmallRun.trainer(config)) {
            trainer.resume(checkpoint);
            trainer.run(log, () -> false);
            trainer.save(end);
        }
        assertThat(wholeLog.events())
                .endsWith(log.events().subList(1, log.events().size()).toArray(String[]::new));
        assertThat(Files.mismatch(end, whole)).as("first byte that differs").isEqualTo(-1);
    }

    static Stream<TrainingConfig> otherRuns() {
        List<TrainingConfig> runs = otherObjectives()
                .map(objective -> SmallRun.config(new SmallObjective(objective), EPOCHS, SEED))
                .toList();
        List<TrainingConfig> averaged = List.of(
                SmallRun.config(EPOCHS, SEED).withEma(0.9),
                SmallRun.config(
                        SmallRun.wgan(CriticSchedule.alternating(), new CosineDecay(5e-5, 5e-5, EPOCHS)),
                        EPOCHS,
                        SEED));
        return Stream.of(runs, averaged)
                .flatMap(List::stream)
                .flatMap(run -> Stream.of(run, run.withPrecision(Precision.BF16)));
    }

    private static Stream<Objective> otherObjectives() {
        var twoFresh = new CriticSchedule(2, CriticBatches.FRESH, Warmup.NONE);
        var twoFreshAndWarmup = new CriticSchedule(2, CriticBatches.FRESH, Warmup.REPEATED);
        return Stream.of(
                Gan.defaults(),
                Dcgan.defaults(),
                new Wgan(twoFresh, 0.01, Wgan.ClipScale.NONE, false, new InverseTimeDecay(5e-5, 5e-5, 0.3)),
                new WganGp(twoFreshAndWarmup, 10, new InverseTimeDecay(1e-4, 1e-4, 2)));
    }

    @Test
    void resumed_withMoreEpochs_continuesBitForBit() throws IOException {
        Path checkpoint = stoppedAt(SmallRun.config(1, SEED), 0, SmallRun.STEPS);
        assertEndsAsUninterrupted(checkpoint, "0/3");
    }

    /** Checks that a run that continues from the checkpoint has the events and the result of the uninterrupted one. */
    private static void assertEndsAsUninterrupted(Path checkpoint, String place) throws IOException {
        var log = new EventLog();
        Path end = directory.resolve("resumed.safetensors");
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(EPOCHS, SEED))) {
            trainer.resume(checkpoint);
            trainer.run(log, () -> false);
            trainer.save(end);
        }
        List<String> rest = log.events().subList(1, log.events().size());
        assertThat(log.events()).startsWith("started " + place);
        assertThat(uninterruptedEvents).endsWith(rest.toArray(String[]::new));
        assertThat(Files.mismatch(end, uninterruptedEnd))
                .as("first byte that differs")
                .isEqualTo(-1);
    }

    @ParameterizedTest(name = "after epoch 1, step {0}")
    @ValueSource(ints = {1, 3})
    void resumed_withFewerEpochsThanDone_doesNothing(int step) throws IOException {
        Path checkpoint = stoppedAt(SmallRun.config(EPOCHS, SEED), 1, step);
        var log = new EventLog();
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, SEED))) {
            trainer.resume(checkpoint);
            trainer.run(log, () -> false);

            assertThat(log.events()).containsExactly("started 1/" + step, "finished 1/" + step);
        }
    }

    @Test
    void resume_ofAnotherRunsCheckpoint_leavesTheRunAsItWas() throws IOException {
        Path checkpoint = stoppedAt(SmallRun.config(EPOCHS, SEED + 1), 0, 1);
        Path before = directory.resolve("before.safetensors");
        Path after = directory.resolve("after.safetensors");
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(EPOCHS, SEED))) {
            trainer.run(new EventLog(), () -> true);
            trainer.save(before);

            assertThatExceptionOfType(IncompatibleCheckpointException.class)
                    .isThrownBy(() -> trainer.resume(checkpoint))
                    .withMessageContaining("its run had seed " + (SEED + 1));

            trainer.save(after);
        }
        assertThat(Files.mismatch(after, before)).as("first byte that differs").isEqualTo(-1);
    }

    /** The tensors are read one after the other, so the first ones of this file are read before the damage is seen. */
    @Test
    void resume_ofACheckpointWithOneTensorOfAnotherShape_leavesTheRunAsItWas() throws IOException {
        Path checkpoint = stoppedAt(SmallRun.config(EPOCHS, SEED), 0, 1);
        CheckpointFile.change(
                checkpoint, (tensors, metadata) -> tensors.put("losses", Tensor.zeros(DType.F64, Device.CPU, 1)));
        Path before = directory.resolve("before.safetensors");
        Path after = directory.resolve("after.safetensors");
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(EPOCHS, SEED))) {
            trainer.run(new EventLog(), () -> true);
            trainer.save(before);

            assertThatExceptionOfType(ModelFileException.class)
                    .isThrownBy(() -> trainer.resume(checkpoint))
                    .withMessageContaining("losses");

            trainer.save(after);
        }
        assertThat(Files.mismatch(after, before)).as("first byte that differs").isEqualTo(-1);
    }

    /** The checkpoint of a run that was stopped after a step. */
    private static Path stoppedAt(TrainingConfig config, int epoch, int step) throws IOException {
        Path file = directory.resolve("stopped.safetensors");
        var stop = new Progress(epoch, config.epochs(), step, SmallRun.STEPS);
        try (Trainer trainer = SmallRun.trainer(config)) {
            trainer.run(new EventLog(), () -> trainer.progress().equals(stop));
            trainer.save(file);
        }
        return file;
    }
}
