package wgan.report;

import java.util.DoubleSummaryStatistics;

/**
 * How much the distance to the real pictures still moves in the last third of a run.
 *
 * @param evaluations in that third
 * @param least the least of their distances
 * @param median of them
 * @param greatest of them
 */
record Stability(int evaluations, double least, double median, double greatest) {
    /** Fewer have no spread to speak of. */
    static final int LEAST_EVALUATIONS = 3;

    /** That of a run with these distances. */
    static Stability of(Series distances) {
        Series last = distances.isEmpty()
                ? distances
                : distances.from(distances.points().getLast().iteration() * 2 / 3);
        DoubleSummaryStatistics statistics = last.values().summaryStatistics();
        return new Stability(
                last.size(), statistics.getMin(), Series.median(last.values().toArray()), statistics.getMax());
    }

    /** Whether there are enough evaluations to speak of a spread, and its share of something. */
    boolean isKnown() {
        return evaluations >= LEAST_EVALUATIONS && median > 0;
    }

    double spread() {
        return greatest - least;
    }

    /** The spread as a share of the median, so that near and far generators compare. */
    double relativeSpread() {
        return spread() / median;
    }
}
