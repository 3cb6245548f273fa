package wgan.report;

import java.util.LinkedHashMap;
import java.util.Map;
import wgan.report.Series.Point;

/**
 * Whether a loss tells how good the images are: its rank correlation with the distance of the images to real ones, over
 * the evaluations of a run.
 *
 * <p>The loss is median-filtered, and taken where it was recorded nearest to the evaluation. Of several evaluations that are
 * nearest to one recorded loss, the first counts, so that no loss counts twice.
 *
 * @param losses the filtered ones that are compared
 * @param distances for each of them, that of the evaluation beside it
 * @param iterations how long the run was
 */
record LossCorrelation(Series losses, Series distances, long iterations) {
    /** Fewer pairs say nothing: of 9 that have nothing to do with each other, one in twenty reaches a ρ of 0.6. */
    static final int LEAST_PAIRS = 10;

    /** From here on a loss is said to track the distance. */
    static final double STRONG = 0.7;

    /** Below, it is said to have nothing to do with it. */
    static final double WEAK = 0.4;

    /** What ρ says. */
    enum Verdict {
        /** There are fewer than {@link #LEAST_PAIRS} pairs, or one of the two never changed. */
        UNKNOWN,
        /** ρ is {@link #STRONG} or more: a lower value means better images. */
        TRACKS,
        /** It is so of the whole run, but in its second half ρ is below {@link #WEAK}. */
        TRACKS_AT_FIRST,
        /** It is so of the whole run, and there are too few pairs in its second half to take that back. */
        TRACKS_SO_FAR_AS_KNOWN,
        /** ρ is at least {@link #WEAK}. */
        TRACKS_WEAKLY,
        /** ρ is less, but not as much as to run against it. */
        DOES_NOT_TRACK,
        /** ρ is -{@link #STRONG} or less: a lower value means worse images. */
        RUNS_AGAINST
    }

    /**
     * Pairs a loss with the distance.
     *
     * @param loss as it was recorded
     * @param distance at each evaluation
     * @param iterations how long the run was
     */
    static LossCorrelation of(Series loss, Series distance, long iterations) {
        int window = loss.usualWindow();
        Series filtered = loss.medianFiltered(window);
        Map<Point, Point> evaluationByLoss = new LinkedHashMap<>();
        for (Point evaluation : distance.points()) {
            filtered.points().stream()
                    .min((a, b) -> Double.compare(gap(a, evaluation), gap(b, evaluation)))
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

    /** How many iterations the filter reaches to either side. */
    private static double reach(Series loss, int window) {
        double course =
                loss.points().getLast().iteration() - loss.points().getFirst().iteration();
        return loss.size() < 2 ? 0 : course / (loss.size() - 1) * (window / 2.0);
    }

    /** How many pairs there are. */
    int pairs() {
        return losses.size();
    }

    /** Those of the second half of the run: most often the distance no longer falls from that of noise there. */
    LossCorrelation ofSecondHalf() {
        Series second = distances.from(iterations / 2.0);
        return new LossCorrelation(
                new Series(losses.points().subList(pairs() - second.size(), pairs())), second, iterations);
    }

    /** Spearman's ρ; not-a-number where there are fewer than two pairs, or one of the two never changed. */
    double rho() {
        return RankCorrelation.of(losses.values().toArray(), distances.values().toArray());
    }

    Verdict verdict() {
        double rho = rho();
        if (pairs() < LEAST_PAIRS || Double.isNaN(rho)) {
            return Verdict.UNKNOWN;
        }
        if (rho >= STRONG) {
            return confirmedBy(ofSecondHalf());
        }
        if (rho >= WEAK) {
            return Verdict.TRACKS_WEAKLY;
        }
        return rho <= -STRONG ? Verdict.RUNS_AGAINST : Verdict.DOES_NOT_TRACK;
    }

    /** Of a loss that tracks the distance over the whole run. */
    private static Verdict confirmedBy(LossCorrelation secondHalf) {
        double rho = secondHalf.rho();
        if (secondHalf.pairs() < LEAST_PAIRS || Double.isNaN(rho)) {
            return Verdict.TRACKS_SO_FAR_AS_KNOWN;
        }
        return rho < WEAK ? Verdict.TRACKS_AT_FIRST : Verdict.TRACKS;
    }
}
