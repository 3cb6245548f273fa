package wgan.report.analysis;

/**
 * How steady the Fréchet distance is in the last third of a run: its variation around its trend. A run that still improves
 * is not unsteady for that.
 *
 * @param evaluations in that third
 * @param median of their distances
 * @param spread standard deviation of their distances around a straight line, NaN if there are too few
 */
public record Stability(int evaluations, double median, double spread) {
    /** Fewer evaluations have no meaningful spread: a line fits any two points. */
    public static final int LEAST_EVALUATIONS = 5;

    /** Parameters of a line. */
    private static final int LINE = 2;

    /**
     * Computes that of a run.
     *
     * @param distances at each evaluation
     * @param iterations of the run
     */
    static Stability of(Series distances, long iterations) {
        Series last = distances.from(iterations * 2 / 3.0);
        double squares = 0;
        for (double residual : last.withoutTrend()) {
            squares += residual * residual;
        }
        double spread = last.size() < LEAST_EVALUATIONS ? Double.NaN : Math.sqrt(squares / (last.size() - LINE));
        return new Stability(last.size(), Series.median(last.values().toArray()), spread);
    }

    /** Returns whether there are enough evaluations for a spread, and a median to compare it with. */
    boolean isKnown() {
        return evaluations >= LEAST_EVALUATIONS && median > 0;
    }

    /** Returns the spread as a fraction of the median, so that better and worse generators are comparable. */
    public double relativeSpread() {
        return spread / median;
    }
}
