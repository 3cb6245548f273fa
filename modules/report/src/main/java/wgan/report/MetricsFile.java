package wgan.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.report.Series.Point;
import wgan.train.RunDirectoryException;

/**
 * The lines of a run's {@code metrics.jsonl}, each an object that has an iteration; what it is about shows in its other keys.
 *
 * @param lines in the file's order
 */
record MetricsFile(List<JsonNode> lines) {
    private static final String ITERATION = "iteration";

    /**
     * Reads the file. A last line that is torn, as by a crash, or is being written, is left out.
     *
     * @throws RunDirectoryException if a line before the last is something else
     * @throws IOException if it cannot be read
     */
    static MetricsFile read(Path file) throws IOException {
        // Bytes that are no UTF-8, as the end of a torn line may be, become replacement characters.
        Iterator<String> text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .iterator();
        List<JsonNode> lines = new ArrayList<>();
        while (text.hasNext()) {
            Optional<JsonNode> line = parse(text.next());
            if (line.isEmpty() && text.hasNext()) {
                throw new RunDirectoryException(
                        "%s: line %d is no line of metrics, expected JSON with an iteration; repair the file, or train the run again"
                                .formatted(file, lines.size() + 1));
            }
            line.ifPresent(lines::add);
        }
        return new MetricsFile(lines);
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(JsonMapper.shared().readTree(line))
                    .filter(node -> node.path(ITERATION).isIntegralNumber());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** What the lines with that key say of it; a loss that is no finite number is written as text, and left out. */
    Series series(String key) {
        return new Series(lines.stream()
                .filter(line -> line.path(key).isNumber())
                .map(line ->
                        new Point(line.get(ITERATION).asDouble(), line.get(key).asDouble()))
                .toList());
    }

    /** What the last line with that key says of it; 0 if there is none. */
    double last(String key) {
        Series series = series(key);
        return series.isEmpty() ? 0 : series.points().getLast().value();
    }

    /** The last iteration of any line; 0 if there is none. */
    long iterations() {
        return lines.isEmpty() ? 0 : lines.getLast().get(ITERATION).asLong();
    }

    /** Epochs begun. */
    long epochs() {
        return lines.isEmpty() ? 0 : lines.getLast().path("epoch").asLong(0) + 1;
    }

    /** Iterations in an epoch, as the last line tells; in the first one, as many as were done. */
    long stepsPerEpoch() {
        long epoch = lines.isEmpty() ? 0 : lines.getLast().path("epoch").asLong(0);
        return epoch == 0
                ? iterations()
                : (iterations() - lines.getLast().path("step").asLong(0)) / epoch;
    }
}
