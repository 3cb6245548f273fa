package wgan.evaluate.metrics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A number that is estimated from samples, with its standard error: the standard deviation of its values for other samples of the same
 * size.
 *
 * @param value the number
 * @param standardError 0 or more; NaN if it cannot be estimated
 * @param degreesOfFreedom of the standard error: n - 1 if it is of n values, infinity if it is exact enough for the normal distribution
 */
public record Estimate(double value, double standardError, double degreesOfFreedom) {
    /** The quantile of the normal distribution for intervals of 95 %. */
    static final double Z = 1.959964;

    /** The probability that a number is below the upper end of a 95 % interval. */
    private static final double BELOW_HIGH = 0.975;

    /** Creates an estimate whose interval is by the normal distribution. */
    public Estimate(double value, double standardError) {
        this(value, standardError, Double.POSITIVE_INFINITY);
    }

    /** Returns the lower end of the 95 % confidence interval; NaN without a standard error. */
    public double low() {
        return value - margin();
    }

    /** Returns the upper end of the 95 % confidence interval; NaN without a standard error. */
    public double high() {
        return value + margin();
    }

    /** Half of the interval, by Student's t-distribution: few values have a standard error that is uncertain itself. */
    private double margin() {
        return Double.isNaN(standardError)
                ? Double.NaN
                : TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(BELOW_HIGH) * standardError;
    }

    /** Returns whether the intervals have a number in common: the difference is then not significant. */
    public boolean overlaps(Estimate other) {
        return low() <= other.high() && other.low() <= high();
    }

    /**
     * Returns the estimate of a mean from some values of it.
     *
     * @param values independent ones, at least one
     * @return their mean, and their standard deviation divided by the root of their number, which is NaN for one value
     */
    public static Estimate ofMean(double... values) {
        return new Estimate(mean(values), standardDeviation(values) / Math.sqrt(values.length), values.length - 1);
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
