package wgan.report.analysis;

/**
 * A rank correlation of two series, with its interval by the {@link BlockBootstrap}.
 *
 * @param rho Spearman's ρ, in [-1, 1]; NaN if there are fewer than two pairs, or one of the two series never changes
 * @param interval of ρ
 * @param pairs n
 */
public record Correlation(double rho, Interval interval, int pairs) {
    /** Fewer pairs are not sufficient: of 9 unrelated pairs, one set in twenty reaches a ρ of 0.6. */
    public static final int LEAST_PAIRS = 10;

    static Correlation of(double[] x, double[] y) {
        return new Correlation(
                RankCorrelation.of(x, y),
                x.length < LEAST_PAIRS ? Interval.UNKNOWN : BlockBootstrap.interval(x, y, RankCorrelation::of),
                x.length);
    }

    /** Returns whether there are enough pairs for an interval. */
    public boolean isKnown() {
        return !Double.isNaN(interval.low());
    }
}
