package wgan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import wgan.random.Purpose;
import wgan.random.Seed;

class AxisTests {

    @Test
    void ticks_areRound() {
        assertThat(new Axis(0, 4000, false).ticks()).containsExactly(0., 1000., 2000., 3000., 4000.);
        assertThat(new Axis(-0.9, 0.3, false).ticks())
                .hasSize(6)
                .startsWith(-0.8)
                .endsWith(0.2);
        assertThat(new Axis(15, 700, true).ticks()).containsExactly(20., 50., 100., 200., 500.);
    }

    @Test
    void ticks_areFewAndInside_forAnyRange() {
        double[] random = new double[2];
        for (int i = 0; i < 1000; i++) {
            float[] numbers = new float[2];
            new Seed(i).stream(Purpose.NOISE).fillGaussian(numbers);
            random[0] = numbers[0] * Math.pow(10, i % 9 - 4);
            random[1] = numbers[1] * Math.pow(10, i % 7 - 3);
            Axis axis = Axis.around(random);
            assertThat(axis.ticks())
                    .as("%s", axis)
                    .hasSizeBetween(3, 8)
                    .allMatch(t -> t >= axis.low() && t <= axis.high());
        }
    }

    @Test
    void decimals_distinguishTicks() {
        assertThat(new Axis(0, 4000, false).decimals(1000)).isZero();
        assertThat(new Axis(0.1, 0.5, false).decimals(0.2)).isEqualTo(1);
        assertThat(new Axis(0.001, 1, true).decimals(0.003)).isEqualTo(3);
    }

    @Test
    void aroundOrders_isLogarithmic_ifValuesArePositiveAndFarApart() {
        assertThat(Axis.aroundOrders(10, 300).logarithmic()).isTrue();
        assertThat(Axis.aroundOrders(10, 100).logarithmic()).isFalse();
        assertThat(Axis.aroundOrders(0, 300).logarithmic()).isFalse();
        assertThat(new Axis(1, 100, true).position(10)).isCloseTo(0.5, within(1e-12));
        assertThat(new Axis(1, 1_000_000, true).ticks()).containsExactly(1., 10., 100., 1000., 1e4, 1e5, 1e6);
    }

    @Test
    void around_widensTheRangeOfOneValueOrNone() {
        assertThat(Axis.around(7, 7).low()).isLessThan(7);
        assertThat(Axis.around(0).high()).isPositive();
        assertThat(Axis.around().ticks()).isNotEmpty();
        assertThat(Axis.ofIterations(0).high()).isEqualTo(1);
    }
}
