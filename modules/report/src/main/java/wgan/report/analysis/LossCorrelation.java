package wgan.report.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import wgan.report.analysis.Series.Point;

/**
 * Whether a loss follows the Fréchet distance, over the evaluations of a run.
 *
 * <p>The loss is median-filtered, and taken where it was recorded nearest to the evaluation. If several evaluations are nearest to
 * the same recorded loss, only the first is used, so that no loss counts twice.
 *
 * <p>Both series change slowly, and usually both fall at the beginning. So a correlation of their values alone decides nothing: two
 * unrelated series with a trend are correlated, too. What decides is the correlation of their changes from one evaluation to the next.
 *
 * @param losses the filtered losses that are compared
 * @param distances the Fréchet distance at the evaluation nearest to each of them
 * @param ofValues the correlation of the values over the whole run
 * @param ofChanges the correlation of the changes from one evaluation to the next
 * @param ofChangesInSecondHalf the same in the second half of the run
 */
public record LossCorrelation(
        Series losses,
        Series distances,
        Correlation ofValues,
        Correlation ofChanges,
        Correlation ofChangesInSecondHalf) {

    /** What the correlations show. */
    public enum Outcome {
        /** There are too few pairs for an interval, or one of the two values never changes. */
        UNDETERMINED,
        /** The interval of the changes is above 0: a lower value means better images. */
        FOLLOWS,
        /** It contains 0, but that of the values does not: what they share is the trend of the whole run. */
        TREND_ONLY,
        /** No interval excludes 0. */
        NO_EVIDENCE,
        /** The interval of the changes is below 0: a lower value means worse images. */
        OPPOSES
    }

    /**
     * Pairs a loss with the Fréchet distance.
     *
     * @param loss as it was recorded
     * @param distance at each evaluation
     * @param iterations of the run
     */
    static LossCorrelation of(Series loss, Series distance, long iterations) {
        int window = loss.medianWindow();
        Series filtered = loss.medianFiltered(window);
        Map<Point, Point> evaluationByLoss = new LinkedHashMap<>();
        for (Point evaluation : distance.points()) {
            filtered.points().stream()
                    .min(Comparator.comparingDouble(point -> gap(point, evaluation)))
                    .filter(nearest -> gap(nearest, evaluation) <= reach(loss, window))
                    .ifPresent(nearest -> evaluationByLoss.putIfAbsent(nearest, evaluation));
        }
        return ofPairs(
                new Series(evaluationByLoss.keySet().stream().toList()),
                new Series(evaluationByLoss.values().stream().toList()),
                iterations);
    }

    /**
     * Correlates pairs.
     *
     * @param losses one for each distance
     * @param iterations of the run
     */
    static LossCorrelation ofPairs(Series losses, Series distances, long iterations) {
        Series second = distances.from(iterations / 2.0);
        Series secondLosses = new Series(losses.points().subList(losses.size() - second.size(), losses.size()));
        return new LossCorrelation(
                losses,
                distances,
                Correlation.ofValues(
                        losses.values().toArray(), distances.values().toArray()),
                Correlation.ofChanges(changes(losses), changes(distances)),
                Correlation.ofChanges(changes(secondLosses), changes(second)));
    }

    private static double gap(Point a, Point b) {
        return Math.abs(a.iteration() - b.iteration());
    }

    /** Returns the number of iterations that the filter covers on either side. */
    private static double reach(Series loss, int window) {
        double length =
                loss.points().getLast().iteration() - loss.points().getFirst().iteration();
        return loss.size() < 2 ? 0 : length / (loss.size() - 1) * (window / 2.0);
    }

    /** Returns n, the number of pairs. */
    public int pairs() {
        return losses.size();
    }

    private static double[] changes(Series series) {
        double[] values = series.values().toArray();
        double[] changes = new double[Math.max(0, values.length - 1)];
        Arrays.setAll(changes, i -> values[i + 1] - values[i]);
        return changes;
    }

    /** Returns what the correlations show. */
    public Outcome outcome() {
        if (!ofChanges.isKnown()) {
            return Outcome.UNDETERMINED;
        }
        if (ofChanges.interval().isPositive()) {
            return Outcome.FOLLOWS;
        }
        if (ofChanges.interval().isNegative()) {
            return Outcome.OPPOSES;
        }
        Interval values = ofValues.interval();
        return values.isPositive() || values.isNegative() ? Outcome.TREND_ONLY : Outcome.NO_EVIDENCE;
    }
}
