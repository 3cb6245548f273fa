package wgan.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lines of a {@link MetricsLog} one by one; a last line may be incomplete. The stream stays open. */
final class MetricsLines {

    private static final int END_OF_FILE = -1;

    private final Path file;
    private final InputStream in;
    private long position;

    /**
     * A line of metrics.
     *
     * @param iteration steps since the run began
     * @param seconds the time spent up to the line; empty if the line does not contain it
     * @param isEnded whether a line feed follows it
     */
    record Line(long iteration, OptionalDouble seconds, boolean isEnded) {}

    /**
     * Reads from the beginning of a file.
     *
     * @param file its name, for messages
     * @param in supports {@link InputStream#mark}
     */
    MetricsLines(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Reads the next line.
     *
     * @return the line; empty at the end, or if the last line is not a line of metrics
     * @throws RunDirectoryException if another line is not a line of metrics
     */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int read = in.read();
        while (read != '\n' && read != END_OF_FILE) {
            text.write(read);
            read = in.read();
        }
        boolean isEnded = read == '\n';
        Optional<Line> line = parse(text.toString(StandardCharsets.UTF_8), isEnded);
        if (line.isPresent()) {
            position += text.size() + (isEnded ? 1 : 0);
        } else if (hasMore()) {
            throw new RunDirectoryException(
                    "%s: at byte %d is not a line of metrics, expected JSON with an iteration; repair or delete the file"
                            .formatted(file, position));
        }
        return line;
    }

    private boolean hasMore() throws IOException {
        in.mark(1);
        boolean isMore = in.read() != END_OF_FILE;
        in.reset();
        return isMore;
    }

    private static Optional<Line> parse(String text, boolean isEnded) {
        try {
            JsonNode metrics = JsonMapper.shared().readTree(text);
            JsonNode iteration = metrics.path("iteration");
            JsonNode seconds = metrics.path("seconds");
            return iteration.isIntegralNumber()
                    ? Optional.of(new Line(
                            iteration.asLong(),
                            seconds.isNumber() ? OptionalDouble.of(seconds.asDouble()) : OptionalDouble.empty(),
                            isEnded))
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** Returns the number of bytes from the beginning of the file to the end of the last line that was read. */
    long position() {
        return position;
    }
}
