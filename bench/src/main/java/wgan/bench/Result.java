package wgan.bench;

import org.jspecify.annotations.Nullable;

/**
 * The result of a peer: either the reason why it is missing, or its measurements.
 *
 * @param missing the reason in one line; null if there are measurements
 * @param engine what does the work
 * @param summary of the values of all rounds
 * @param heapBytes the bytes that an iteration allocates on the Java heap, the median of the rounds; null without a Java heap
 * @param peakResidentBytes the peak resident memory of the process; null if the system does not report it
 */
record Result(
        @Nullable String missing,
        @Nullable String engine,
        @Nullable Summary summary,
        @Nullable Double heapBytes,
        @Nullable Long peakResidentBytes) {
    /** Returns the result of a peer without measurements. */
    static Result missing(String reason) {
        return new Result(reason, null, null, null, null);
    }

    /** Returns the result of measurements that no peer made. */
    static Result of(double... values) {
        return new Result(null, null, Summary.of(values), null, null);
    }
}
