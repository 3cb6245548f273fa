package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import wgan.train.Progress;

class RunLogTests {
    @Test
    void run_thatWasTrained_isDescribedByItsStepsAndTime() {
        assertThat(describe(new Progress(0, 2, 1, 4), new Progress(1, 2, 4, 4)))
                .isEqualTo("trained 8 of 8 steps in 12 s");
    }

    @Test
    void run_thatWasFinishedBefore_isDescribedAsFinished() {
        Progress end = new Progress(1, 2, 4, 4);
        assertThat(describe(end, end)).isEqualTo("the run in runs/wgan is finished: 8 of 8 steps");
    }

    @Test
    void run_withMoreEpochsThanRequested_isDescribedAsThat() {
        Progress middle = new Progress(1, 2, 1, 4);
        assertThat(describe(middle, middle))
                .isEqualTo("the run in runs/wgan has begun more epochs than requested: 5 of 8 steps are done");
    }

    private static String describe(Progress start, Progress end) {
        return RunLog.outcome(Path.of("runs", "wgan"), start, end, 12.4);
    }
}
