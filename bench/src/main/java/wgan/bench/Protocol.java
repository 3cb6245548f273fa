package wgan.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The protocol between this program and a peer: lines on the peer's standard input and output.
 *
 * <p>A peer prints a {@link Ready} when it is ready. For each line {@code measure N} it prints an {@link Answer} with N values. It
 * ends when its input ends. If it fails, the last line of its standard error is the reason. Between them it may print lines of a
 * {@linkplain #isTrace trace}.
 */
final class Protocol {
    /** Reads and writes JSON with keys in snake_case, such as {@code heap_bytes}. */
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** The request, without the number. */
    static final String MEASURE = "measure ";

    /** The line that a traced peer prints between two iterations. */
    static final String MARK = "iteration";

    private static final String ONEDNN = "onednn_verbose,";

    private Protocol() {}

    /** Returns whether a line of a peer's output is not an answer, but a part of its trace: a {@link #MARK} or a line of oneDNN. */
    static boolean isTrace(String line) {
        return line.startsWith(ONEDNN) || line.equals(MARK);
    }

    /**
     * The message that a peer is ready.
     *
     * @param engine what does the work, such as {@code torch 2.13.0+cpu, 2 threads}
     */
    record Ready(String engine) {}

    /**
     * The answer to a request.
     *
     * @param values one value for each iteration
     * @param heapBytes the bytes that an iteration allocates on the Java heap; null without a Java heap
     * @param pageFaults the minor page faults of an iteration, the mean of the iterations; null if the system does not report them
     * @param peakResidentBytes the peak resident memory of the peer since its start; null if the system does not report it
     */
    record Answer(
            List<Double> values,
            @Nullable Double heapBytes,
            @Nullable Double pageFaults,
            @Nullable Long peakResidentBytes) {}
}
