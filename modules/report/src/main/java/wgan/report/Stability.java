package wgan.report;

import java.util.DoubleSummaryStatistics;

/**
 * How much the distance to the real images still moves in the last third of a run.
 *
 * @param evaluations in that third
 * @param least the least of their distances
 * @param median of them
 * @param greatest of them
 */
record Stability(int evaluations, double least, double median, double greatest) {
    /** Fewer have no spread to speak of. */
    static final int LEAST_EVALUATIONS = 3;

    /**
     * That of a run.
     *
     * @param distances at each evaluation
     * @param iterations how long the run was
     */
    static Stability of(Series distances, long iterations) {
        Series last = distances.from(iterations * 2 / 3.0);
        DoubleSummaryStatistics statistics = last.values().summaryStatistics();
        return new Stability(
                last.size(), statistics.getMin(), Series.median(last.values().toArray()), statistics.getMax());
    }

    /** Whether there are enough evaluations to speak of a spread, and its share of something. */
    boolean isKnown() {
        return evaluations >= LEAST_EVALUATIONS && median > 0;
    }

    /** Whether the spreads of both are of about as many evaluations: that of more is greater by chance alone. */
    boolean comparesWith(Stability other) {
        return Math.max(evaluations, other.evaluations) <= 1.25 * Math.min(evaluations, other.evaluations);
    }

    double spread() {
        return greatest - least;
    }

    /** The spread as a share of the median, so that near and far generators compare. */
    double relativeSpread() {
        return spread() / median;
    }
}
