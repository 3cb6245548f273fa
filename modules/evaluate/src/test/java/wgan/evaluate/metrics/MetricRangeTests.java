package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricRangeTests {
    private static final Estimate WIDE = new Estimate(0.33, 0.5);

    @Test
    void interval_endsAtTheLeastAndTheGreatestValue() {
        assertThat(MetricRange.FRACTION.low(WIDE)).isZero();
        assertThat(MetricRange.FRACTION.high(WIDE)).isEqualTo(1);
        assertThat(MetricRange.NOT_NEGATIVE.low(WIDE)).isZero();
        assertThat(MetricRange.NOT_NEGATIVE.high(WIDE)).isEqualTo(WIDE.high());
        assertThat(MetricRange.ofScore(10).low(WIDE)).isEqualTo(1);
        assertThat(MetricRange.ofEntropy(8).high(new Estimate(2.9, 1))).isEqualTo(3, within(1e-12));
    }

    @Test
    void possibleInterval_isKept() {
        Estimate narrow = new Estimate(0.5, 0.01);
        assertThat(MetricRange.FRACTION.low(narrow)).isEqualTo(narrow.low());
        assertThat(MetricRange.FRACTION.high(narrow)).isEqualTo(narrow.high());
        assertThat(MetricRange.UNLIMITED.low(WIDE)).isEqualTo(WIDE.low());
    }
}
