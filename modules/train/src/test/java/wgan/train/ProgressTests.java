package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTests {

    @Test
    void iteration_countsOverEpochs() {
        assertThat(new Progress(0, 30, 0, 469).iteration()).isZero();
        assertThat(new Progress(2, 30, 100, 469).iteration()).isEqualTo(2 * 469 + 100);
        assertThat(new Progress(0, 30, 0, 469).iterations()).isEqualTo(30 * 469);
    }

    @Test
    void iteration_outgrowsAnInt() {
        var at = new Progress(999_999, 1_000_000, 10_000, 10_000);

        assertThat(at.iteration()).isEqualTo(10_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "99, false", "100, true", "400, true", "468, false", "469, true"})
    void isLogPoint_everyHundredStepsAndAtTheLast(int step, boolean expected) {
        assertThat(new Progress(0, 1, step, 469).isLogPoint()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 9, false", "0, 10, true", "0, 469, false", "1, 0, false", "1, 1, true", "1, 11, true"
    })
    void isMeasuringPoint_everyTenStepsOfTheRun(int epoch, int step, boolean expected) {
        assertThat(new Progress(epoch, 2, step, 469).isMeasuringPoint()).isEqualTo(expected);
    }

    @Test
    void isMeasuringPoint_onceOnlyWhereAnEpochEndsAndTheNextBegins() {
        assertThat(new Progress(0, 2, 10, 10).isMeasuringPoint()).isTrue();
        assertThat(new Progress(1, 2, 0, 10).isMeasuringPoint()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 0 1", "2, 0 1 2", "4, 0 1 2 3 4", "6, 0 2 3 5 6", "100, 0 25 50 75 100", "469, 0 117 235 352 469"})
    void isQuarter_atFivePointsOfARun_orAllThereAre(int steps, String expected) {
        assertThat(IntStream.rangeClosed(0, steps)
                        .filter(step -> new Progress(0, 1, step, steps).isQuarter())
                        .mapToObj(Integer::toString))
                .containsExactly(expected.split(" "));
    }

    @Test
    void endsEpoch_onlyAtTheLastStep() {
        assertThat(new Progress(0, 2, 468, 469).endsEpoch()).isFalse();
        assertThat(new Progress(0, 2, 469, 469).endsEpoch()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0, 1", "1, 1, 0, 1", "0, 1, -1, 1", "0, 1, 2, 1", "0, 1, 0, 0"})
    void progress_refusesAPositionOutsideTheRun(int epoch, int epochs, int step, int steps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Progress(epoch, epochs, step, steps))
                .withMessageContaining("epoch %d of %d, step %d of %d".formatted(epoch, epochs, step, steps));
    }
}
