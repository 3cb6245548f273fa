package wgan.report.analysis;

/**
 * A 95 % confidence interval.
 *
 * @param low its lower end; NaN if it is not known
 * @param high its upper end; NaN if it is not known
 */
public record Interval(double low, double high) {
    /** An interval that is not known. */
    public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    /** Returns whether all of it is above 0. */
    public boolean isPositive() {
        return low > 0;
    }

    /** Returns whether all of it is below 0. */
    public boolean isNegative() {
        return high < 0;
    }
}
