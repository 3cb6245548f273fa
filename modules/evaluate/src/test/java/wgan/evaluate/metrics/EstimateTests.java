package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTests {
    @Test
    void ofMean_isTheMeanAndItsStandardError() {
        Estimate estimate = Estimate.ofMean(1, 2, 3, 6);
        assertThat(estimate.value()).isEqualTo(3);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(14.0 / 3 / 4), within(1e-15));
        assertThat(Estimate.standardDeviation(1, 2, 3, 6)).isCloseTo(Math.sqrt(14.0 / 3), within(1e-15));
    }

    @Test
    void ofOneValue_hasNoStandardError() {
        Estimate estimate = Estimate.ofMean(7);
        assertThat(estimate.value()).isEqualTo(7);
        assertThat(estimate.standardError()).isNaN();
        assertThat(estimate.low()).isNaN();
    }

    @Test
    void interval_has95Percent() {
        Estimate estimate = new Estimate(10, 2);
        assertThat(estimate.low()).isCloseTo(6.08, within(1e-3));
        assertThat(estimate.high()).isCloseTo(13.92, within(1e-3));
    }

    @Test
    void intervalOfFewValues_isByStudentsDistribution() {
        Estimate ofThree = Estimate.ofMean(8, 9, 10); // standard error 1 / √3, t = 4.3027
        assertThat(ofThree.low()).isCloseTo(9 - 4.3027 / Math.sqrt(3), within(1e-4));
        assertThat(ofThree.high()).isCloseTo(9 + 4.3027 / Math.sqrt(3), within(1e-4));
        Estimate ofFive = new Estimate(0, 1, 4);
        assertThat(ofFive.high()).isCloseTo(2.7764, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 13, 1, true",
        "10, 1, 14, 1, false",
        "14, 1, 10, 1, false",
        "10, 0, 10, 0, true",
        "10, 5, 12, 0, true"
    })
    void overlaps_ifTheIntervalsHaveANumberInCommon(
            double value, double error, double otherValue, double otherError, boolean expected) {
        assertThat(new Estimate(value, error).overlaps(new Estimate(otherValue, otherError)))
                .isEqualTo(expected);
    }
}
