package wgan.evaluate.metrics;

/**
 * The values that a metric can have. The interval of an {@link Estimate} is symmetric and can end outside of them, if it is of few
 * samples; a reader is shown the part that is possible.
 *
 * @param least the least value
 * @param greatest the greatest value
 */
public record MetricRange(double least, double greatest) {
    /** Every number: the kernel distance is without bias, so that it can be below zero. */
    public static final MetricRange UNLIMITED = new MetricRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** A distance, or a density. */
    public static final MetricRange NOT_NEGATIVE = new MetricRange(0, Double.POSITIVE_INFINITY);

    /** A fraction, such as precision. */
    public static final MetricRange FRACTION = new MetricRange(0, 1);

    /** Returns that of the classifier score. */
    public static MetricRange ofScore(int classes) {
        return new MetricRange(1, classes);
    }

    /** Returns that of the entropy of classes, in bits. */
    public static MetricRange ofEntropy(int classes) {
        return new MetricRange(0, Math.log(classes) / Math.log(2));
    }

    /** Returns the lower end of an estimate's interval in this range. */
    public double low(Estimate estimate) {
        return Math.clamp(estimate.low(), least, greatest);
    }

    /** Returns the upper end of an estimate's interval in this range. */
    public double high(Estimate estimate) {
        return Math.clamp(estimate.high(), least, greatest);
    }
}
