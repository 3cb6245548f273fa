package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.image.ImageShape;
import wgan.model.ModelFileException;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.train.IncompatibleCheckpointException.Difference;

/** Tests of the file of a run that was stopped after a step. {@link ResumingTests} resumes runs. */
class CheckpointTests {
    private static final TrainingConfig CONFIG = SmallRun.config(4, 3);
    private static final Progress AT = new Progress(1, 4, 2, SmallRun.STEPS);

    @TempDir
    private static Path parent;

    private static Path written;
    private static DatasetIdentity dataset;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeAll
    static void writeOne() throws IOException {
        written = parent.resolve("latest.safetensors");
        try (Trainer trainer = SmallRun.trainer(CONFIG)) {
            trainer.run(new EventLog(), () -> trainer.progress().equals(AT));
            trainer.save(written);
            dataset = trainer.datasetIdentity();
        }
    }

    @BeforeEach
    void copyIt() throws IOException {
        file = Files.copy(written, directory.resolve("latest.safetensors"));
    }

    @Test
    void read_setsAllOfTheState() throws IOException {
        try (TrainingState state = TrainingState.initial(CONFIG, dataset, Device.CPU, DataParallel.NONE)) {
            List<String> notes = Checkpoint.read(file, CONFIG, dataset, RunEnvironment.on(Device.CPU), state);

            assertThat(notes).isEmpty();
            assertThat(state.progress()).isEqualTo(AT);
            assertThat(state.turns().state()).isEqualTo(new TurnSchedule.State(5, 0, false));
            assertThat(state.losses().criticUpdates()).isEqualTo(4);
            assertThat(state.losses().generatorUpdates()).isEqualTo(2);
            Path again = directory.resolve("again.safetensors");
            Checkpoint.write(again, CONFIG, dataset, RunEnvironment.on(Device.CPU), state);
            assertThat(Files.mismatch(again, file))
                    .as("first byte that differs")
                    .isEqualTo(-1);
        }
    }

    @Test
    void progress_isThatOfTheRun() throws IOException {
        assertThat(Checkpoint.progress(file, CONFIG, dataset)).isEqualTo(AT);
    }

    @Test
    void progress_inARunOfFewerEpochs_isInTheEpochThatWasReached() throws IOException {
        assertThat(Checkpoint.progress(file, CONFIG.withEpochs(1), dataset))
                .isEqualTo(new Progress(1, 2, 2, SmallRun.STEPS));
    }

    static Set<String> hyperparameters() {
        return CONFIG.hyperparameters().keySet();
    }

    @ParameterizedTest
    @MethodSource("hyperparameters")
    void otherHyperparameter_isRefusedByItsName(String name) throws IOException {
        change(metadata -> metadata.put("hyperparameter." + name, "other"));

        assertRefused(
                Difference.HYPERPARAMETER,
                "its run had %s other, this run has %s"
                        .formatted(name, CONFIG.hyperparameters().get(name)));
    }

    @Test
    void otherValues_areRefusedInOneLine() throws IOException {
        change(metadata -> metadata.put("hyperparameter.seed", "1\n\u001b[2J"));
        assertRefused(
                Difference.HYPERPARAMETER,
                "its run had seed 1??[2J, this run has "
                        + CONFIG.hyperparameters().get("seed"));
        change(metadata -> metadata.put("wgan.checkpoint", "\n"));
        assertRefused(
                Difference.FORMAT,
                "is a checkpoint of format ?, expected format 2; it was written by another version of this software");
    }

    @Test
    void damagedNumber_isRefusedInOneLine() throws IOException {
        change(metadata -> metadata.put("epoch", "1\n"));
        assertDamaged("epoch is '1?', expected a number; the file is damaged");
    }

    @Test
    void missingHyperparameter_isRefusedByItsName() throws IOException {
        change(metadata -> metadata.remove("hyperparameter.lr_decay"));

        assertRefused(Difference.HYPERPARAMETER, "its run had lr_decay unset, this run has 0.0");
    }

    @Test
    void otherImages_areRefused() throws IOException {
        var other = new DatasetIdentity("letters", 8, ImageShape.MNIST, "fedcba9876543210");
        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> Checkpoint.progress(file, CONFIG, other))
                .withMessage(file + ": its run was trained on " + dataset
                        + ", this run has 8 images of letters (1x28x28, fingerprint fedcba9876543210)")
                .satisfies(e -> assertThat(e.difference()).isEqualTo(Difference.DATASET));
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "x"})
    void otherFormat_isRefused(String format) throws IOException {
        change(metadata -> metadata.put("wgan.checkpoint", format));

        assertRefused(
                Difference.FORMAT,
                "is a checkpoint of format " + format
                        + ", expected format 2; it was written by another version of this software");
    }

    @Test
    void otherSafetensorsFile_isRefused() throws IOException {
        change(metadata -> {
            metadata.clear();
            metadata.put("format", "pt");
        });

        assertDamaged("is not a checkpoint of a run");
    }

    /** The bits may differ, but the run can be resumed. */
    @Test
    void otherEnvironment_isNoted() throws IOException {
        change(metadata -> {
            metadata.put("device", "cuda:1");
            metadata.put("libtorch", "1.0");
            metadata.remove("threads");
        });
        String consequence = ": the resumed run may differ in its bits from one that was not interrupted";
        try (TrainingState state = TrainingState.initial(CONFIG, dataset, Device.CPU, DataParallel.NONE)) {
            assertThat(Checkpoint.read(file, CONFIG, dataset, RunEnvironment.on(Device.CPU), state))
                    .hasSize(3)
                    .contains(
                            "device was cuda:1 and is cpu" + consequence,
                            "libtorch was 1.0 and is " + LibTorch.get().version() + consequence)
                    .anyMatch(note -> note.startsWith("threads was null and is "));
        }
    }

    @ParameterizedTest
    @CsvSource({"epoch, x", "step, -1", "steps, 12345678901", "generator_updates, ''", "epoch_critic_updates, 1.5"})
    void damagedNumber_isRefused(String key, String value) throws IOException {
        change(metadata -> metadata.put(key, value));

        assertDamaged(key + " is '" + value + "', expected a number; the file is damaged");
    }

    @ParameterizedTest
    @CsvSource({"epoch", "step", "steps", "generator_updates", "critic_updates_since_generator", "epoch_critic_updates"
    })
    void missingNumber_isRefused(String key) throws IOException {
        change(metadata -> metadata.remove(key));

        assertDamaged("has no " + key + "; the file is damaged");
    }

    @Test
    void stepPastTheEndOfTheEpoch_isRefused() throws IOException {
        change(metadata -> metadata.put("step", "4"));

        assertDamaged("step is 4 of 3 in an epoch, expected at most 3; the file is damaged");
    }

    @Test
    void otherNumberOfSteps_isRefused() throws IOException {
        change(metadata -> metadata.put("steps", "14"));

        assertDamaged("step is 2 of 14 in an epoch, expected at most 3; the file is damaged");
    }

    @Test
    void epochPastTheMaximum_isRefused() throws IOException {
        change(metadata -> metadata.put("epoch", "100000"));

        assertDamaged("epoch is 100000, expected at most 99999; the file is damaged");
    }

    @Test
    void truncatedFile_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 8, 1000, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatExceptionOfType(ModelFileException.class)
                    .as("first %d bytes", length)
                    .isThrownBy(this::read)
                    .withMessageStartingWith(file + ": ")
                    .withMessageContaining(length == 0 ? "is empty" : "truncated")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void otherTensors_areRefused() throws IOException {
        CheckpointFile.change(file, (tensors, metadata) -> tensors.remove("losses"));

        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(file + ": has no tensor losses");
    }

    private void assertRefused(Difference difference, String message) {
        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> Checkpoint.progress(file, CONFIG, dataset))
                .withMessage(file + ": " + message)
                .satisfies(e -> assertThat(e.difference()).isEqualTo(difference));
    }

    private void assertDamaged(String message) {
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(this::read)
                .withMessage(file + ": " + message);
    }

    private void read() throws IOException {
        try (TrainingState state = TrainingState.initial(CONFIG, dataset, Device.CPU, DataParallel.NONE)) {
            Checkpoint.read(file, CONFIG, dataset, RunEnvironment.on(Device.CPU), state);
        }
    }

    private void change(Consumer<Map<String, String>> change) throws IOException {
        CheckpointFile.change(file, (tensors, metadata) -> change.accept(metadata));
    }
}
