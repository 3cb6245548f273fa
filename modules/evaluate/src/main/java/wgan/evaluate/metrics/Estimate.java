package wgan.evaluate.metrics;

/**
 * A number that is estimated from samples, with its standard error: the standard deviation of its values for other samples of the same
 * size.
 *
 * @param value the number
 * @param standardError 0 or more; NaN if it cannot be estimated
 */
public record Estimate(double value, double standardError) {
    /** The quantile of the normal distribution for intervals of 95 %. */
    static final double Z = 1.959964;

    /** Returns the lower end of the 95 % confidence interval, by the normal distribution. */
    public double low() {
        return value - Z * standardError;
    }

    /** Returns the upper end of the 95 % confidence interval, by the normal distribution. */
    public double high() {
        return value + Z * standardError;
    }

    /** Returns whether the intervals have a number in common: the difference is then not significant. */
    public boolean overlaps(Estimate other) {
        return low() <= other.high() && other.low() <= high();
    }

    /**
     * Returns the estimate of a mean from some values of it.
     *
     * @param values independent ones, at least one
     * @return their mean, and their standard deviation divided by the root of their number; NaN for one value
     */
    public static Estimate ofMean(double... values) {
        return new Estimate(mean(values), standardDeviation(values) / Math.sqrt(values.length));
    }

    /** Returns the mean of some numbers. */
    public static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the standard deviation of some numbers about their mean, unbiased in its square; NaN for one number. */
    public static double standardDeviation(double... values) {
        return Math.sqrt(variance(values));
    }

    /** Returns the unbiased variance of some numbers; NaN for one number. */
    static double variance(double... values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}
