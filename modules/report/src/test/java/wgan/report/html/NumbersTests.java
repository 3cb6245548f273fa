package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.MetricRange;

class NumbersTests {

    @Test
    void interval_isTheOneThatIsPossible() {
        Estimate estimate = new Estimate(0.96, 0.0215);
        assertThat(Numbers.interval(estimate, MetricRange.FRACTION, 3)).isEqualTo("(0.918–1.000)");
        assertThat(Numbers.interval(new Estimate(0.0002, 0.0002), MetricRange.FRACTION, 3))
                .isEqualTo("(0.000–0.001)");
        assertThat(Numbers.interval(new Estimate(0.96, Double.NaN), MetricRange.FRACTION, 3))
                .isEmpty();
    }

    @Test
    void numbers_areFormatted() {
        assertThat(Numbers.fixed(-1234.567, 1)).isEqualTo("−1,234.6");
        assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
        assertThat(Numbers.fixed(Double.POSITIVE_INFINITY, 2)).isEqualTo("–");
        assertThat(Numbers.whole(60_000)).isEqualTo("60,000");
        assertThat(Numbers.percent(0.0521)).isEqualTo("5.2\u00a0%");
        assertThat(Numbers.percent(0.996)).isEqualTo("100\u00a0%");
        assertThat(Numbers.distance(2.941)).isEqualTo("2.94");
        assertThat(Numbers.distance(29.41)).isEqualTo("29.4");
        assertThat(Numbers.distance(1294.1)).isEqualTo("1,294");
    }

    @Test
    void duration_hasTwoUnits() {
        assertThat(Numbers.duration(59.4)).isEqualTo("59\u00a0s");
        assertThat(Numbers.duration(61)).isEqualTo("1\u00a0min 1\u00a0s");
        assertThat(Numbers.duration(7260)).isEqualTo("2\u00a0h 1\u00a0min");
    }
}
