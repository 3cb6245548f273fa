package wgan.explore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The curves of a run's {@code metrics.jsonl}, which {@link wgan.train.MetricsLog} writes, while it grows. Each reading reads only what
 * was added; if the file was cut or replaced, as by a run that resumes or starts over, it is read from its beginning. Memory is
 * bounded, whatever the size of the file. Not thread-safe.
 */
final class MetricsTail {
    /** The curves, by their keys in the file. */
    static final List<String> KEYS = List.of(
            "loss_critic",
            "loss_generator",
            "step_loss_critic",
            "step_loss_generator",
            "frechet_classifier_distance",
            "frechet_random_distance");

    /** Far longer than any line of metrics; a longer one is skipped. */
    private static final int MAX_LINE = 1 << 16;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] lastLine = {};
    private long position; // the end of the last complete line
    private Progress progress = Progress.NONE;

    /**
     * The place of the last line.
     *
     * @param epoch counted from 0
     * @param iteration steps since the run began
     * @param seconds spent on training
     */
    record Progress(long epoch, long iteration, double seconds) {
        static final Progress NONE = new Progress(0, 0, 0);
    }

    /** Reads a file, which does not need to exist yet. */
    MetricsTail(Path file) {
        this.file = file;
        clear();
    }

    private void clear() {
        KEYS.forEach(key -> curves.put(key, new Curve()));
        lastLine = new byte[0];
        position = 0;
        progress = Progress.NONE;
    }

    /**
     * Reads the lines that were added.
     *
     * @throws IOException if the file exists and cannot be read
     */
    void read() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (!continues(channel)) {
                clear();
            }
            line.reset();
            long end = position;
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer, end) > 0) {
                end += buffer.position();
                for (byte next : Arrays.copyOf(buffer.array(), buffer.position())) {
                    if (next == '\n') {
                        accept(line.toByteArray());
                        line.reset();
                    } else if (line.size() <= MAX_LINE) {
                        line.write(next);
                    }
                }
                buffer.clear();
            }
            position = end - line.size();
        } catch (NoSuchFileException notYet) {
            clear();
        }
    }

    /** Returns whether the file still has the last line where it was. */
    private boolean continues(FileChannel channel) throws IOException {
        byte[] there = new byte[lastLine.length];
        long start = position - lastLine.length - 1;
        if (position == 0) {
            return true;
        }
        return channel.size() >= position
                && channel.read(ByteBuffer.wrap(there), start) == there.length
                && Arrays.equals(there, lastLine);
    }

    private void accept(byte[] bytes) {
        lastLine = bytes;
        if (bytes.length > MAX_LINE) {
            return;
        }
        try {
            JsonNode metrics = JsonMapper.shared().readTree(new String(bytes, StandardCharsets.UTF_8));
            long iteration = metrics.path("iteration").asLong(-1);
            if (iteration < 0) {
                return;
            }
            progress = new Progress(
                    metrics.path("epoch").asLong(0),
                    iteration,
                    metrics.path("seconds").asDouble(progress.seconds()));
            curves.forEach((key, curve) -> {
                JsonNode value = metrics.path(key);
                if (value.isNumber() && Double.isFinite(value.asDouble())) {
                    curve.add(iteration, value.asDouble());
                }
            });
        } catch (JacksonException notMetrics) {
            // The file was changed by hand; its other lines are shown.
        }
    }

    /** Returns the place of the last line. */
    Progress progress() {
        return progress;
    }

    /** Returns the points of a curve. */
    List<Curve.Point> points(String key) {
        return curves.getOrDefault(key, new Curve()).points();
    }
}
