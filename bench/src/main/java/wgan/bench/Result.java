package wgan.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a comparison found out about a peer: why it is missing, or all the rest.
 *
 * @param missing the reason in one line; null if it is there
 * @param engine what does its work
 * @param spread of the values of all rounds
 * @param heapBytes allocated on the Java heap in an iteration, the median of the rounds; null where there is none
 * @param peakResidentBytes the most physical memory that it ever had; null where that cannot be told
 */
record Result(
        @Nullable String missing,
        @Nullable String engine,
        @Nullable Spread spread,
        @Nullable Double heapBytes,
        @Nullable Long peakResidentBytes) {
    /** That of a peer that is not there. */
    static Result missing(String reason) {
        return new Result(reason, null, null, null, null);
    }

    /** That of something that was measured without a peer. */
    static Result of(double... values) {
        return new Result(null, null, Spread.of(values), null, null);
    }
}
