package wgan.report.analysis;

import java.util.DoubleSummaryStatistics;

/**
 * The variation of the Fréchet classifier distance in the last third of a run.
 *
 * @param evaluations in that third
 * @param least the least of their distances
 * @param median of their distances
 * @param greatest of their distances
 */
public record Stability(int evaluations, double least, double median, double greatest) {
    /** Fewer evaluations have no meaningful range. */
    public static final int LEAST_EVALUATIONS = 3;

    /** Ranges are comparable if one has at most this many times the evaluations of the other. */
    private static final double COMPARABLE_RATIO = 1.25;

    /**
     * Computes that of a run.
     *
     * @param distances at each evaluation
     * @param iterations of the run
     */
    static Stability of(Series distances, long iterations) {
        Series last = distances.from(iterations * 2 / 3.0);
        DoubleSummaryStatistics statistics = last.values().summaryStatistics();
        return new Stability(
                last.size(), statistics.getMin(), Series.median(last.values().toArray()), statistics.getMax());
    }

    /** Returns whether there are enough evaluations for a range, and a median to compare it with. */
    boolean isKnown() {
        return evaluations >= LEAST_EVALUATIONS && median > 0;
    }

    /** Returns whether both have about as many evaluations: a range of more of them is greater by chance alone. */
    boolean isComparableWith(Stability other) {
        return Math.max(evaluations, other.evaluations) <= COMPARABLE_RATIO * Math.min(evaluations, other.evaluations);
    }

    /** Returns the greatest distance less the least. */
    public double range() {
        return greatest - least;
    }

    /** Returns the range as a fraction of the median, so that better and worse generators are comparable. */
    public double relativeRange() {
        return range() / median;
    }
}
