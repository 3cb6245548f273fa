package wgan.bench;

import java.util.Arrays;
import java.util.Collection;

/**
 * Summary statistics of values.
 *
 * @param median the middle value, or the mean of the two middle values
 * @param min the smallest value
 * @param max the largest value
 * @param count the number of values
 */
record Summary(double median, double min, double max, int count) {
    /** Returns the summary of some values; see {@link #of(double...)}. */
    static Summary of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Returns the summary of some values, in any order.
     *
     * @throws IllegalArgumentException if there are no values
     */
    static Summary of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("summary: no values, expected 1 or more");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
