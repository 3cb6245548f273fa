package wgan.bench;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workload measured at one request.
 *
 * @param values one value for each iteration: milliseconds, or the unit that the {@link Workload} states
 * @param heapBytes the median of the bytes that an iteration allocates on the Java heap; null if that is not measured
 */
record Measurement(List<Double> values, @Nullable Double heapBytes) {
    /** Returns a measurement of values alone. */
    static Measurement of(double[] values) {
        return of(values, null);
    }

    /** Returns a measurement of values and of bytes on the Java heap. */
    static Measurement of(double[] values, @Nullable Double heapBytes) {
        return new Measurement(Arrays.stream(values).boxed().toList(), heapBytes);
    }
}
