package wgan.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this program and a peer say to each other: lines, on the peer's standard input and output.
 *
 * <p>The peer prints a {@link Ready} when it is. To each {@code measure N} it prints an {@link Answer} with N values. It ends
 * where its input does. What goes wrong it says on standard error, in the last line what it is.
 */
final class Protocol {
    /** Has names in JSON as is usual there: {@code heap_bytes}. */
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** The request, less the number. */
    static final String MEASURE = "measure ";

    private Protocol() {}

    /**
     * A peer is ready.
     *
     * @param engine what does its work, such as {@code torch 2.13.0+cpu, 2 threads}
     */
    record Ready(String engine) {}

    /**
     * What a peer measured.
     *
     * @param values one of each iteration
     * @param heapBytes allocated on the Java heap in an iteration; null where there is none
     * @param peakResidentBytes the most physical memory that the peer has had since it started; null where that cannot be
     *     told
     */
    record Answer(
            List<Double> values,
            @Nullable Double heapBytes,
            @Nullable Long peakResidentBytes) {}
}
