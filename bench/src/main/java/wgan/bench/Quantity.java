package wgan.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A number that is computed from the rounds of measurements of one run, with its confidence interval.
 *
 * <p>Two quantities can be combined if they were measured in the same rounds. A quantity that is not available is null, and so is each
 * combination with it.
 *
 * @param rounds the number of rounds; 0 for a number that was measured only once
 * @param statistic the number for some of the rounds; see {@link Interval#of}
 */
record Quantity(int rounds, ToDoubleFunction<int[]> statistic) {
    /** Returns the time of a peer of the iteration: the minimum for a roofline, which is a bound, else the median. */
    static @Nullable Quantity time(Map<String, Result> results, String name) {
        Result result = results.get(name);
        if (result == null || result.rounds().isEmpty()) {
            return null;
        }
        return of(
                result.rounds(),
                IterationPeers.ROOFLINES.contains(name)
                        ? values -> Summary.of(values).min()
                        : values -> Summary.of(values).median());
    }

    /** Returns the median of the page faults of a peer's iteration. */
    static @Nullable Quantity pageFaults(Map<String, Result> results, String name) {
        Result result = results.get(name);
        if (result == null || result.pageFaults().isEmpty()) {
            return null;
        }
        List<List<Double>> rounds = result.pageFaults().stream().map(List::of).toList();
        return of(rounds, values -> Summary.of(values).median());
    }

    /** Returns the peak resident memory of a peer in bytes. */
    static @Nullable Quantity memory(Map<String, Result> results, String name) {
        Result result = results.get(name);
        if (result == null || result.peakResidentBytes() == null) {
            return null;
        }
        double bytes = result.peakResidentBytes();
        return new Quantity(0, rounds -> bytes);
    }

    /** Returns a statistic of the values of all rounds. */
    static Quantity of(List<List<Double>> rounds, ToDoubleFunction<Collection<Double>> statistic) {
        return new Quantity(
                rounds.size(),
                chosen -> statistic.applyAsDouble(IntStream.of(chosen)
                        .mapToObj(rounds::get)
                        .flatMap(List::stream)
                        .toList()));
    }

    /** Returns the time of the fastest of several peers; of those that are missing, none is. */
    static @Nullable Quantity least(Map<String, Result> results, Collection<String> names) {
        List<Quantity> times = names.stream()
                .map(name -> time(results, name))
                .filter(Objects::nonNull)
                .toList();
        if (times.isEmpty()) {
            return null;
        }
        return new Quantity(
                times.getFirst().rounds(),
                chosen -> times.stream()
                        .mapToDouble(time -> time.statistic().applyAsDouble(chosen))
                        .min()
                        .orElseThrow());
    }

    /** Returns a quotient; null if one of the quantities is null. */
    static @Nullable Quantity ratio(@Nullable Quantity dividend, @Nullable Quantity divisor) {
        if (dividend == null || divisor == null) {
            return null;
        }
        if (dividend.rounds != divisor.rounds) {
            throw new IllegalArgumentException(
                    "ratio: " + dividend.rounds + " and " + divisor.rounds + " rounds, expected the same rounds");
        }
        return new Quantity(
                dividend.rounds,
                chosen -> dividend.statistic.applyAsDouble(chosen) / divisor.statistic.applyAsDouble(chosen));
    }

    /** Returns this number, divided by one that is not measured. */
    Quantity dividedBy(double divisor) {
        return new Quantity(rounds, chosen -> statistic.applyAsDouble(chosen) / divisor);
    }

    /** Returns the number for all rounds. */
    double value() {
        return statistic.applyAsDouble(IntStream.range(0, rounds).toArray());
    }

    /** Returns the confidence interval; null for less than two rounds. */
    @Nullable
    Interval interval() {
        return Interval.of(rounds, statistic);
    }
}
