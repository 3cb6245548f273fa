package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivergenceDetectorTests {

    private final DivergenceDetector detector = new DivergenceDetector();

    @ParameterizedTest
    @CsvSource({"NaN, 0", "0, NaN", "Infinity, 0", "0, -Infinity"})
    void loss_thatIsNotFinite_endsTheRun(double critic, double generator) {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> detector.logged(
                        new Progress(2, 3, 100, 469), new Losses(critic, OptionalDouble.empty(), generator)))
                .withMessage(
                        "training diverged: at epoch 2, step 100 the mean losses are %s (critic) and %s (generator), expected finite numbers; use smaller learning rates",
                        critic, generator);
    }

    @Test
    void loss_thatIsFinite_isFine() {
        assertThatCode(() -> detector.logged(
                        new Progress(0, 1, 1, 1), new Losses(-Double.MAX_VALUE, OptionalDouble.empty(), 0)))
                .doesNotThrowAnyException();
    }

    @Test
    void distance_thatIsNotFinite_endsTheRun() throws IOException {
        detector.evaluated(new Progress(2, 3, 99, 469), new MeasuredFrechetDistance("classifier", 1e9, 5000));
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> detector.evaluated(
                        new Progress(2, 3, 100, 469), new MeasuredFrechetDistance("classifier", Double.NaN, 5000)))
                .withMessage(
                        "training diverged: at epoch 2, step 100 the Fréchet classifier distance is NaN, expected a finite number; use smaller learning rates");
    }

    @Test
    void trainer_withAHugeLearningRate_endsBeforeItsStateIsWritten(@TempDir Path directory) throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(2, 1, 1e30));
                RunDirectory run = RunDirectory.open(directory)) {
            var listeners =
                    new Listeners(List.of(detector, new CheckpointWriter(trainer, run, new TrainingListener() {})));

            assertThatExceptionOfType(DivergedException.class)
                    .isThrownBy(() -> trainer.run(listeners, () -> false))
                    .withMessageStartingWith("training diverged: at epoch 0, step 3 the mean losses are ");

            assertThat(run.checkpointFile()).doesNotExist();
            assertThat(run.generatorFile()).doesNotExist();
        }
    }
}
