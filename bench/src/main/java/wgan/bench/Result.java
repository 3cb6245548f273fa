package wgan.bench;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a peer: either the reason why it is missing, or its measurements.
 *
 * @param missing the reason in one line; null if there are measurements
 * @param engine what does the work
 * @param summary of the values of all rounds
 * @param rounds the values of each round
 * @param heapBytes the bytes that an iteration allocates on the Java heap, the median of the rounds; null without a Java heap
 * @param pageFaults the minor page faults of an iteration, for each round; empty if the system does not report them
 * @param peakResidentBytes the peak resident memory of the process; null if the system does not report it
 */
record Result(
        @Nullable String missing,
        @Nullable String engine,
        @Nullable Summary summary,
        List<List<Double>> rounds,
        @Nullable Double heapBytes,
        List<Double> pageFaults,
        @Nullable Long peakResidentBytes) {
    /** Returns the result of a peer without measurements. */
    static Result missing(String reason) {
        return new Result(reason, null, null, List.of(), null, List.of(), null);
    }

    /** Returns the result of values that no peer measured, in one round or several. */
    static Result of(List<List<Double>> rounds) {
        List<Double> all = rounds.stream().flatMap(Collection::stream).toList();
        return new Result(null, null, Summary.of(all), rounds, null, List.of(), null);
    }
}
