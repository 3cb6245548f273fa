package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.data.DatasetName;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.train.Rules.CriticBatches;

/** Checkpoints of a state that is one small tensor; {@link ResumingTests} has real ones. */
class CheckpointTests {

    private static final String IMAGES = "fedcba9876543210";

    private static final TrainingConfig CONFIG = new TrainingConfig(
            new Rules(
                    ObjectiveName.WGAN, 5, CriticBatches.SAME, false, 0.01, true, null, new LearningRates(5e-5, 4e-5)),
            DatasetName.SYNTHETIC,
            100,
            9,
            8,
            20,
            Precision.FP32,
            3);
    private static final Progress AT = new Progress(2, 9, 7, 13);
    private static final Progress START = new Progress(0, 9, 0, 13);

    @TempDir
    private Path directory;

    private Path file;
    private Run run;

    @BeforeEach
    void writeOne() throws IOException {
        file = directory.resolve("latest.safetensors");
        try (Run written = new Run(7)) {
            Checkpoint.write(file, CONFIG, IMAGES, AT, written.state(), written.criticLoss, written.generatorLoss);
        }
        run = new Run(0);
    }

    @Test
    void place_isWhereTheRunStood() throws IOException {
        assertThat(Checkpoint.place(file, CONFIG, IMAGES, START)).isEqualTo(AT);
        run.assertUntouched();
    }

    @AfterEach
    void closeRun() {
        run.close();
    }

    @Test
    void read_bringsBackWhatWasWritten() throws IOException {
        assertThat(run.read(START)).isEqualTo(AT);

        assertThat(run.weight.toFloatArray()).containsExactly(7, 7);
        assertThat(run.criticLoss.mean()).as("of 5 updates in each of 7 steps").isEqualTo(7.0 / 35);
        assertThat(run.generatorLoss.mean()).isEqualTo(7.0 / 7);
    }

    @Test
    void read_inARunOfFewerEpochs_standsWhereTheOtherStood() throws IOException {
        assertThat(run.read(new Progress(0, 1, 0, 13))).isEqualTo(new Progress(2, 3, 7, 13));
    }

    static Set<String> hyperparameters() {
        return CONFIG.hyperparameters().keySet();
    }

    @ParameterizedTest(name = "--{0}")
    @MethodSource("hyperparameters")
    void hyperparameter_thatWasAnother_isRefusedByName(String option) throws IOException {
        rewriteWith("--" + option, "other");

        assertRefused(
                START,
                "its run had --%s other, this one has %s; take the same value to go on, name another directory with --out, or start over with --fresh"
                        .formatted(option, CONFIG.hyperparameters().get(option)));
    }

    @Test
    void hyperparameter_thatAnOlderVersionDidNotHave_isRefusedByName() throws IOException {
        Map<String, String> metadata = metadata();
        metadata.remove("--lr-decay");
        rewrite(metadata);

        assertRefused(
                START,
                "its run knew no --lr-decay, as those of an older version; name another directory with --out, or start over with --fresh");
    }

    @Test
    void changedData_isRefused() {
        assertRefused(
                new Progress(0, 9, 0, 14),
                "its run had 13 steps an epoch, this one has 14; the data has changed, name another directory with --out");
    }

    @Test
    void otherImages_areRefused() throws IOException {
        rewriteWith("images", "0123456789abcdef");

        assertRefused(
                START,
                "its run learnt from other images than these; give the same --data to go on, name another directory with --out, or start over with --fresh");
    }

    @Test
    void imagesThatAnOlderVersionDidNotTell_areTakenToBeTheSame() throws IOException {
        Map<String, String> metadata = metadata();
        metadata.remove("images");
        rewrite(metadata);

        assertThat(run.read(START)).isEqualTo(AT);
    }

    @Test
    void epochBeyondReason_isRefused() throws IOException {
        rewriteWith("epoch", "100000");

        assertRefused(START, "epoch is 100000, expected at most 99999; the file is damaged");
    }

    @Test
    void generatorFile_isRefused() throws IOException {
        rewrite(Map.of("format", "pt"));

        assertRefused(START, "is no checkpoint, expected a checkpoint of version 1; name another directory with --out");
    }

    @Test
    void otherVersion_isRefused() throws IOException {
        rewriteWith("wgan.checkpoint", "2");

        assertRefused(
                START,
                "is a checkpoint of version 2, expected a checkpoint of version 1; name another directory with --out");
    }

    @ParameterizedTest
    @CsvSource({"epoch, x", "step, -1", "steps, 12345678901", "step, ''"})
    void damagedNumber_isRefused(String key, String value) throws IOException {
        rewriteWith(key, value);

        assertRefused(START, key + " is '" + value + "', expected a number; the file is damaged");
    }

    @Test
    void stepBehindTheEndOfTheEpoch_isRefused() throws IOException {
        rewriteWith("step", "14");

        assertRefused(START, "step is 14 of 13 in an epoch; the file is damaged");
    }

    @Test
    void missingNumber_isRefused() throws IOException {
        Map<String, String> metadata = metadata();
        metadata.remove("epoch");
        rewrite(metadata);

        assertRefused(START, "epoch is 'null', expected a number; the file is damaged");
    }

    @Test
    void truncatedFile_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 8, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatExceptionOfType(ModelFileException.class)
                    .as("first %d bytes", length)
                    .isThrownBy(() -> run.read(START))
                    .withMessageStartingWith(file + ": ")
                    .withMessageContaining("truncated")
                    .withMessageNotContaining("\n");
            run.assertUntouched();
        }
    }

    @Test
    void checkpointOfAnotherNetwork_isRefused() throws IOException {
        Map<String, Tensor> state = Map.of("weights", run.weight);
        Checkpoint.write(file, CONFIG, IMAGES, AT, state, run.criticLoss, run.generatorLoss);

        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> run.read(START))
                .withMessageStartingWith(file + ": has no tensor weight, ");
        run.assertUntouched();
    }

    private void assertRefused(Progress start, String message) {
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> run.read(start))
                .withMessage(file + ": " + message);
        run.assertUntouched();
    }

    private void rewriteWith(String key, String value) throws IOException {
        Map<String, String> metadata = metadata();
        metadata.put(key, value);
        rewrite(metadata);
    }

    private Map<String, String> metadata() throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return new HashMap<>(tensors.metadata());
        }
    }

    /** The same tensors with other words about them. */
    private void rewrite(Map<String, String> metadata) throws IOException {
        Map<String, Tensor> tensors = new HashMap<>(run.state());
        tensors.put("losses.critic", run.criticLoss.sum());
        tensors.put("losses.generator", run.generatorLoss.sum());
        try (OutputStream out = Files.newOutputStream(file)) {
            SafeTensors.write(out, tensors, metadata);
        }
    }

    /** What a checkpoint is written from and read into. */
    private final class Run implements AutoCloseable {
        private final Tensor weight;
        private final LossMean criticLoss = new LossMean(Device.CPU);
        private final LossMean generatorLoss = new LossMean(Device.CPU);

        /** A run whose weights and only losses are that number. */
        Run(double number) {
            weight = Tensor.full(number, DType.F32, Device.CPU, 2);
            try (Tensor loss = Tensor.full(number, DType.F32, Device.CPU)) {
                criticLoss.add(loss);
                generatorLoss.add(loss);
            }
        }

        Map<String, Tensor> state() {
            return Map.of("weight", weight);
        }

        Progress read(Progress start) throws IOException {
            return Checkpoint.read(file, CONFIG, IMAGES, start, state(), criticLoss, generatorLoss);
        }

        void assertUntouched() {
            assertThat(weight.toFloatArray()).containsOnly(0);
            assertThat(criticLoss.mean()).as("of one loss").isZero();
            assertThat(generatorLoss.mean()).as("of one loss").isZero();
        }

        @Override
        public void close() {
            weight.close();
            criticLoss.close();
            generatorLoss.close();
        }
    }
}
