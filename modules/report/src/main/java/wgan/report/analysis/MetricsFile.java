package wgan.report.analysis;

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
import wgan.report.analysis.Series.Point;
import wgan.train.RunDirectoryException;
import wgan.train.TrainingConfig;

/**
 * The lines of a run's {@code metrics.jsonl}: objects with an iteration, whose other keys state what they contain. This is the only
 * class that contains these keys; {@link wgan.train.MetricsLog} writes them.
 *
 * @param lines in the file's order
 */
record MetricsFile(List<JsonNode> lines) {
    private static final String ITERATION = "iteration";
    private static final String EPOCH = "epoch";
    private static final String SECONDS = "seconds";

    private static final String CRITIC_LOSS = "loss_critic"; // the mean at a log point
    private static final String GENERATOR_LOSS = "loss_generator";
    private static final String STEP_CRITIC_LOSS = "step_loss_critic"; // of a single step
    private static final String STEP_GENERATOR_LOSS = "step_loss_generator";
    private static final String CRITIC_ESTIMATE = "critic_estimate";

    // A run has one of them: its features are those of its dataset.
    private static final String FRECHET_CLASSIFIER_DISTANCE = "frechet_classifier_distance";
    private static final String FRECHET_RANDOM_DISTANCE = "frechet_random_distance";
    private static final String SAMPLES = "samples";

    /**
     * Reads the file. The last line is ignored if it is incomplete, as after a crash or while it is being written.
     *
     * @throws RunDirectoryException if a line before the last is something else
     * @throws IOException if it cannot be read
     */
    static MetricsFile read(Path file) throws IOException {
        // Bytes that are not UTF-8, as at the end of an incomplete line, become replacement characters.
        Iterator<String> text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .iterator();
        List<JsonNode> lines = new ArrayList<>();
        while (text.hasNext()) {
            Optional<JsonNode> line = parse(text.next());
            if (line.isEmpty() && text.hasNext()) {
                throw new RunDirectoryException(
                        "%s: line %d is not a line of metrics, expected JSON with an iteration; repair the file, or train the run again"
                                .formatted(file, lines.size() + 1));
            }
            line.ifPresent(lines::add);
        }
        return new MetricsFile(lines);
    }

    private static Optional<JsonNode> parse(String line) {
        try {
            return Optional.of(JsonMapper.shared().readTree(line)).filter(node -> isCount(node.path(ITERATION)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    /** Returns whether the means of the losses were logged at least once. */
    boolean hasLogPoint() {
        return !series(CRITIC_LOSS).isEmpty();
    }

    Series criticLoss() {
        return firstRecorded(STEP_CRITIC_LOSS, CRITIC_LOSS);
    }

    /** What the critic maximizes; empty in files of runs that did not record it. */
    Series criticEstimate() {
        return series(CRITIC_ESTIMATE);
    }

    Series generatorLoss() {
        return firstRecorded(STEP_GENERATOR_LOSS, GENERATOR_LOSS);
    }

    private Series firstRecorded(String key, String otherwise) {
        Series first = series(key);
        return first.isEmpty() ? series(otherwise) : first;
    }

    Series frechetDistance() {
        return firstRecorded(FRECHET_CLASSIFIER_DISTANCE, FRECHET_RANDOM_DISTANCE);
    }

    /** Images of the last evaluation; 0 if there was none. */
    long evaluatedImages() {
        return (long) last(SAMPLES);
    }

    double seconds() {
        return last(SECONDS);
    }

    /** The last iteration of any line; 0 if there is none. */
    long iterations() {
        return lines.isEmpty() ? 0 : lines.getLast().get(ITERATION).asLong();
    }

    /** Epochs that have begun. */
    long epochs() {
        if (lines.isEmpty()) {
            return 0;
        }
        JsonNode epoch = lines.getLast().path(EPOCH);
        return isCount(epoch) ? Math.min(epoch.longValue(), TrainingConfig.MAX_EPOCHS) + 1 : 1;
    }

    /** The values of the lines with that key. A value that is not finite, or is written as text, is left out. */
    private Series series(String key) {
        return new Series(lines.stream()
                .filter(line -> line.path(key).isNumber()
                        && Double.isFinite(line.get(key).asDouble(Double.NaN)))
                .map(line ->
                        new Point(line.get(ITERATION).asDouble(), line.get(key).asDouble()))
                .toList());
    }

    /** The value of the last line with that key; 0 if there is none. */
    private double last(String key) {
        Series series = series(key);
        return series.isEmpty() ? 0 : series.points().getLast().value();
    }
}
