package wgan.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
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
    void lossThatIsAFunctionOfTheDistance_followsIt() {
        DoubleUnaryOperator distance = i -> 1000 / i + 3 * Math.sin(i / 37);
        LossCorrelation correlation = LossCorrelation.of(losses(distance), every(50, 20, distance), 1000);

        assertThat(correlation.pairs()).isEqualTo(20);
        assertThat(correlation.ofValues().rho()).isGreaterThan(0.9);
        assertThat(correlation.ofChanges().rho()).isGreaterThan(0.8);
        assertThat(correlation.ofChanges().pairs()).isEqualTo(19);
        assertThat(correlation.ofChangesInSecondHalf().pairs()).isEqualTo(10); // between 500, 550 … 1000
        assertThat(correlation.outcome()).isEqualTo(Outcome.FOLLOWS);
    }

    @Test
    void lossThatRisesWhenTheDistanceFalls_opposesIt() {
        DoubleUnaryOperator distance = i -> 1000 / i + 3 * Math.sin(i / 37);
        LossCorrelation correlation =
                LossCorrelation.of(losses(i -> -distance.applyAsDouble(i)), every(50, 20, distance), 1000);

        assertThat(correlation.outcome()).isEqualTo(Outcome.OPPOSES);
    }

    /** The rank correlation of the values is high, but what they share is the trend. */
    @Test
    void lossThatSharesTheTrendOnly_isNoEvidence() {
        Random random = new Random(1);
        LossCorrelation correlation = LossCorrelation.of(
                every(50, 20, i -> 5 - i / 1000 + 0.02 * random.nextGaussian()),
                every(50, 20, i -> 900 - i / 2 + 20 * random.nextGaussian()),
                1000);

        assertThat(correlation.ofValues().rho()).isGreaterThan(0.9);
        assertThat(correlation.outcome()).isEqualTo(Outcome.TREND_ONLY);
    }

    /** Two independent random walks look correlated. They are called so no more often than the level of the intervals allows. */
    @Test
    void independentRandomWalks_areRarelyCalledCorrelated() {
        Random random = new Random(2);
        int byValues = 0;
        int called = 0;
        for (int trial = 0; trial < 200; trial++) {
            double[] place = new double[2];
            Series loss = every(50, 30, i -> place[0] += random.nextGaussian());
            Series distance = every(50, 30, i -> place[1] += random.nextGaussian());
            LossCorrelation correlation = LossCorrelation.ofPairs(loss, distance, 1500);
            byValues += Math.abs(correlation.ofValues().rho()) > 0.4 ? 1 : 0;
            Outcome outcome = correlation.outcome();
            called += outcome == Outcome.FOLLOWS || outcome == Outcome.OPPOSES ? 1 : 0;
        }
        assertThat(byValues).as("by a threshold for the values").isGreaterThan(80);
        assertThat(called).as("by the interval of the changes").isLessThan(30);
    }

    @Test
    void tooFewPairs_areUndetermined() {
        assertThat(LossCorrelation.of(losses(i -> -i), every(100, 10, i -> -i), 1000)
                        .outcome())
                .as("9 changes")
                .isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void lossThatNeverChanges_isUndetermined() {
        assertThat(LossCorrelation.of(losses(i -> 1), every(50, 20, i -> -i), 1000)
                        .outcome())
                .isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void equalSeries_haveEqualIntervals() {
        Random random = new Random(3);
        Series loss = every(50, 20, i -> random.nextGaussian());
        Series distance = every(50, 20, i -> i);
        assertThat(LossCorrelation.ofPairs(loss, distance, 1000).ofValues())
                .isEqualTo(LossCorrelation.ofPairs(loss, distance, 1000).ofValues());
    }

    @Test
    void outlier_isFilteredOut() {
        LossCorrelation correlation =
                LossCorrelation.of(losses(i -> i == 500 ? 1e9 : -i), every(50, 20, i -> -i), 1000);

        assertThat(correlation.ofValues().rho()).isEqualTo(1);
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
                        .ofChangesInSecondHalf()
                        .pairs())
                .isZero();
    }
}
