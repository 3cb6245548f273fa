package wgan.evaluate.metrics;

/**
 * The fraction of some samples that have a property, with a 95 % confidence interval.
 *
 * @param value in [0, 1]
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Proportion(double value, double low, double high) {
    private static final double Z = Estimate.Z;

    /** Returns the fraction with the interval of Wilson (1927), which is useful at 0 and 1, too. */
    static Proportion of(long count, long total) {
        double n = total;
        double p = count / n;
        double center = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        // Rounding can move the ends beyond 0 and 1.
        return new Proportion(p, Math.max(0, center - half), Math.min(1, center + half));
    }
}
