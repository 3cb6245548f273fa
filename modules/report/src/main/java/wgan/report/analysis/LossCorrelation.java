package wgan.report.analysis;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import wgan.report.analysis.Series.Point;

/**
 * The rank correlation of a loss with the Fréchet classifier distance, over the evaluations of a run.
 *
 * <p>The loss is median-filtered, and taken where it was recorded nearest to the evaluation. If several evaluations are nearest to
 * the same recorded loss, only the first is used, so that no loss counts twice.
 *
 * @param losses the filtered losses that are compared
 * @param distances the Fréchet classifier distance at the evaluation nearest to each of them
 * @param iterations of the run
 */
public record LossCorrelation(Series losses, Series distances, long iterations) {
    /** Fewer pairs are not sufficient: of 9 unrelated pairs, one set in twenty reaches a ρ of 0.6. */
    public static final int LEAST_PAIRS = 10;

    /** The least ρ of a correlation. */
    public static final double STRONG = 0.7;

    /** The least ρ of a weak correlation. */
    public static final double WEAK = 0.4;

    /** The meaning of ρ. */
    public enum Outcome {
        /** There are fewer than {@link #LEAST_PAIRS} pairs, or one of the two values never changes. */
        UNDETERMINED,
        /** ρ is {@link #STRONG} or more: a lower value means better images. */
        CORRELATED,
        /** ρ is {@link #STRONG} or more over the whole run, but below {@link #WEAK} in its second half. */
        NOT_IN_SECOND_HALF,
        /** ρ is {@link #STRONG} or more over the whole run; there are too few pairs in the second half to confirm or refute that. */
        SECOND_HALF_UNDETERMINED,
        /** ρ is at least {@link #WEAK}. */
        WEAKLY_CORRELATED,
        /** ρ is less, and above -{@link #STRONG}. */
        UNCORRELATED,
        /** ρ is -{@link #STRONG} or less: a lower value means worse images. */
        NEGATIVELY_CORRELATED
    }

    /**
     * Pairs a loss with the Fréchet classifier distance.
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
        return new LossCorrelation(
                new Series(evaluationByLoss.keySet().stream().toList()),
                new Series(evaluationByLoss.values().stream().toList()),
                iterations);
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

    /**
     * Returns the correlation in the second half of the run. There the distance usually no longer falls from that of noise, so that
     * this is the harder test.
     */
    public LossCorrelation ofSecondHalf() {
        Series second = distances.from(iterations / 2.0);
        return new LossCorrelation(
                new Series(losses.points().subList(pairs() - second.size(), pairs())), second, iterations);
    }

    /** Returns Spearman's ρ, in [-1, 1]; NaN if there are fewer than two pairs, or one of the two values never changes. */
    public double rho() {
        return RankCorrelation.of(losses.values().toArray(), distances.values().toArray());
    }

    /** Returns the meaning of ρ. */
    public Outcome outcome() {
        double rho = rho();
        if (pairs() < LEAST_PAIRS || Double.isNaN(rho)) {
            return Outcome.UNDETERMINED;
        }
        if (rho >= STRONG) {
            return confirmedBy(ofSecondHalf());
        }
        if (rho >= WEAK) {
            return Outcome.WEAKLY_CORRELATED;
        }
        return rho <= -STRONG ? Outcome.NEGATIVELY_CORRELATED : Outcome.UNCORRELATED;
    }

    private static Outcome confirmedBy(LossCorrelation secondHalf) {
        double rho = secondHalf.rho();
        if (secondHalf.pairs() < LEAST_PAIRS || Double.isNaN(rho)) {
            return Outcome.SECOND_HALF_UNDETERMINED;
        }
        return rho < WEAK ? Outcome.NOT_IN_SECOND_HALF : Outcome.CORRELATED;
    }
}
