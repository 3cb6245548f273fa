package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wgan.report.analysis.LossCorrelation.Outcome;
import wgan.report.analysis.Series.Point;

class LossCorrelationTests {
    /** A loss every 10 iterations, from 10 to 1000. */
    private static Series losses(DoubleUnaryOperator loss) {
        return every(10, 100, loss);
    }

    private static Series every(int interval, int count, DoubleUnaryOperator value) {
        List<Point> points = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Point(i * interval, value.applyAsDouble(i * interval)))
                .toList();
        return new Series(points);
    }

    @Test
    void lossThatFallsWithTheDistance_correlates() {
        LossCorrelation correlation = LossCorrelation.of(losses(i -> 5 - i / 1000), every(50, 20, i -> 1000 / i), 1000);

        assertThat(correlation.pairs()).isEqualTo(20);
        assertThat(correlation.rho()).isEqualTo(1);
        assertThat(correlation.outcome()).isEqualTo(Outcome.CORRELATED);
        assertThat(correlation.ofSecondHalf().pairs()).isEqualTo(11); // 500, 550 … 1000
        assertThat(correlation.ofSecondHalf().rho()).isEqualTo(1);
    }

    @Test
    void lossThatRises_correlatesNegatively() {
        LossCorrelation correlation = LossCorrelation.of(losses(i -> i), every(50, 20, i -> 1000 / i), 1000);

        assertThat(correlation.rho()).isEqualTo(-1);
        assertThat(correlation.outcome()).isEqualTo(Outcome.NEGATIVELY_CORRELATED);
    }

    @Test
    void lossThatOscillates_doesNotCorrelate() {
        LossCorrelation correlation =
                LossCorrelation.of(losses(i -> Math.sin(i / 40)), every(50, 20, i -> 1000 / i), 1000);

        assertThat(correlation.rho()).isBetween(-0.4, 0.4);
        assertThat(correlation.outcome()).isEqualTo(Outcome.UNCORRELATED);
    }

    @Test
    void lossThatFallsAndOscillates_correlatesWeakly() {
        LossCorrelation correlation =
                LossCorrelation.of(losses(i -> Math.sin(i / 40) - i / 700), every(50, 20, i -> 1000 / i), 1000);

        assertThat(correlation.rho()).isCloseTo(0.55, within(0.15));
        assertThat(correlation.outcome()).isEqualTo(Outcome.WEAKLY_CORRELATED);
    }

    @Test
    void ninePairs_areTooFew_andTenAreSufficient() {
        assertThat(LossCorrelation.of(losses(i -> -i), every(100, 9, i -> -i), 1000)
                        .outcome())
                .isEqualTo(Outcome.UNDETERMINED);
        assertThat(LossCorrelation.of(losses(i -> -i), every(100, 10, i -> -i), 1000)
                        .outcome())
                .isEqualTo(Outcome.SECOND_HALF_UNDETERMINED);
    }

    @Test
    void lossThatNeverChanges_isUndetermined() {
        assertThat(LossCorrelation.of(losses(i -> 1), every(50, 20, i -> -i), 1000)
                        .outcome())
                .isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void outlier_isFilteredOut() {
        LossCorrelation correlation =
                LossCorrelation.of(losses(i -> i == 500 ? 1e9 : -i), every(50, 20, i -> -i), 1000);

        assertThat(correlation.rho()).isEqualTo(1);
    }

    @Test
    void eachLoss_countsOnce() {
        assertThat(LossCorrelation.of(losses(i -> -i), every(1, 1000, i -> -i), 1000)
                        .pairs())
                .isEqualTo(100);
    }

    @Test
    void evaluationFarFromAnyLoss_isLeftOut() {
        Series distances = new Series(List.of(new Point(0, 9), new Point(500, 8), new Point(5000, 7)));

        assertThat(LossCorrelation.of(losses(i -> -i), distances, 1000)
                        .distances()
                        .values()
                        .toArray())
                .containsExactly(9, 8);
    }

    @Test
    void oneLoss_hasOnePair_andNoLossHasNone() {
        Series one = new Series(List.of(new Point(10, 1)));

        assertThat(LossCorrelation.of(one, every(10, 3, i -> i), 1000).pairs()).isEqualTo(1);
        assertThat(LossCorrelation.of(new Series(List.of()), every(10, 3, i -> i), 1000)
                        .pairs())
                .isZero();
        assertThat(LossCorrelation.of(one, new Series(List.of()), 1000)
                        .ofSecondHalf()
                        .pairs())
                .isZero();
    }
}
