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

    /** Returns that of two series that change slowly. */
    static Correlation ofValues(double[] x, double[] y) {
        return of(x, y, (int) Math.ceil(Math.sqrt(x.length)));
    }

    /** Returns that of two series whose neighbors hardly depend on each other, such as the changes of other series. */
    static Correlation ofChanges(double[] x, double[] y) {
        return of(x, y, (int) Math.round(Math.cbrt(x.length)));
    }

    private static Correlation of(double[] x, double[] y, int block) {
        return new Correlation(
                RankCorrelation.of(x, y),
                x.length < LEAST_PAIRS ? Interval.UNKNOWN : BlockBootstrap.interval(x, y, block, RankCorrelation::of),
                x.length);
    }

    /** Returns whether there are enough pairs for an interval. */
    public boolean isKnown() {
        return !Double.isNaN(interval.low());
    }
}
