package wgan.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes the growth of the Java heap from the bytes that {@link HeapUse} measures. */
final class HeapGrowth {
    private HeapGrowth() {}

    /** Returns the bytes by which the heap grows in an iteration, the mean of all blocks. */
    static @Nullable Quantity of(Map<String, Result> results, String name) {
        Result result = results.get(name);
        if (result == null) {
            return null;
        }
        List<Double> bytes = result.rounds().stream().flatMap(List::stream).toList();
        if (bytes.size() < 2) {
            return null;
        }
        List<List<Double>> growth = IntStream.range(1, bytes.size())
                .mapToObj(i -> List.of((bytes.get(i) - bytes.get(i - 1)) / HeapUse.BLOCK))
                .toList();
        return Quantity.of(
                growth,
                values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow());
    }
}
