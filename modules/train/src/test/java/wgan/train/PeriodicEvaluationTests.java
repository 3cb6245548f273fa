package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicEvaluationTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, false",
        "30, 0, 29, false",
        "30, 0, 30, true",
        "30, 1, 20, true",
        "30, 1, 39, false",
        "30, 1, 40, true"
    })
    void evaluation_isDueAtEachIntervalOfTheRun_andAtItsEnd(int interval, int epoch, int step, boolean due) {
        var evaluation = new PeriodicEvaluation(interval, 1, "classifier", PeriodicEvaluation.NONE.metric());
        assertThat(evaluation.isDue(new Progress(epoch, 2, step, 40))).isEqualTo(due);
    }

    @Test
    void none_isNeverDue() {
        assertThat(PeriodicEvaluation.NONE.isDue(new Progress(0, 1, 1, 1))).isFalse();
    }
}
