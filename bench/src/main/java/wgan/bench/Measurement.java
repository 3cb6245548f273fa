package wgan.bench;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workload measured at one request.
 *
 * @param values one value for each iteration: milliseconds, or the unit that the {@link Workload} states
 * @param heapBytes the median of the bytes that an iteration allocates on the Java heap; null if that is not measured
 * @param pageFaults the mean of the minor page faults of an iteration; null if that is not measured
 */
record Measurement(
        List<Double> values,
        @Nullable Double heapBytes,
        @Nullable Double pageFaults) {
    /** Returns a measurement of values alone. */
    static Measurement of(double[] values) {
        return of(values, null, null);
    }

    /** Returns a measurement of values, of bytes on the Java heap and of page faults. */
    static Measurement of(double[] values, @Nullable Double heapBytes, @Nullable Double pageFaults) {
        return new Measurement(Arrays.stream(values).boxed().toList(), heapBytes, pageFaults);
    }
}
