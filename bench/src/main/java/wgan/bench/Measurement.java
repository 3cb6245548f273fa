package wgan.bench;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer found when it was asked once.
 *
 * @param values one of each iteration: milliseconds, or what the {@link Workload} says
 * @param heapBytes allocated on the Java heap in an iteration, the median; null where there is no such heap
 */
record Measurement(List<Double> values, @Nullable Double heapBytes) {
    /** Values without more. */
    static Measurement of(double[] values) {
        return of(values, null);
    }

    /** Values, and bytes of the Java heap. */
    static Measurement of(double[] values, @Nullable Double heapBytes) {
        return new Measurement(Arrays.stream(values).boxed().toList(), heapBytes);
    }
}
