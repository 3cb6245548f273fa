package wgan.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.AtomicFile;
import wgan.data.DataException;

/**
 * Appends a line of JSON to {@code metrics.jsonl}: at each log point, for each step that is measured, and for each
 * evaluation.
 *
 * <pre>{@code
 * {"epoch":0,"step":100,"iteration":100,"step_loss_critic":-0.1357,"step_loss_generator":0.1357,"seconds":12.5}
 * {"epoch":0,"step":100,"iteration":100,"loss_critic":-0.1234,"loss_generator":0.1234,"seconds":12.5}
 * {"epoch":0,"step":100,"iteration":100,"frechet_distance":123.4,"samples":5000,"seconds":14.0}
 * }</pre>
 *
 * <p>What a line has tells what it is: {@code step_loss_critic} is of {@link StepLosses}, which have a
 * {@code step_loss_critic_scores} where the critic's loss has a penalty in it; {@code loss_critic} is of {@link Losses},
 * {@code frechet_distance} a {@link FrechetClassifierDistance}. {@code iteration} counts steps since the run began; {@code seconds}
 * the time spent training and evaluating, over all resumptions.
 *
 * <p>Each line is in the operating system's hands before training goes on. A run that starts drops the lines past the step
 * it starts from, and a last line torn by a crash, so that the file reads as if the run had never been interrupted.
 */
public final class MetricsLog implements TrainingListener {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final LongSupplier nanoTime;
    private @Nullable OutputStream out;
    private long startedNanos;
    private double secondsBefore;

    /** Writes to this file, usually {@link RunDirectory#metricsFile()}. */
    public MetricsLog(Path file) {
        this(file, System::nanoTime);
    }

    MetricsLog(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
    }

    /**
     * Keeps the lines up to this step and opens the file behind them.
     *
     * @throws RunDirectoryException when a line before the last is not ours; then the file is left as it is
     * @throws IOException when the file cannot be read or written
     */
    @Override
    public void started(Progress at) throws IOException {
        if (Files.exists(file)) {
            String kept = linesUpTo(at.iteration());
            AtomicFile.write(file, out -> out.write(kept.getBytes(StandardCharsets.UTF_8)));
        }
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        startedNanos = nanoTime.getAsLong();
    }

    @Override
    public void measured(Progress at, StepLosses losses) throws IOException {
        ObjectNode line = line(at).put("step_loss_critic", losses.critic());
        losses.criticScores().ifPresent(loss -> line.put("step_loss_critic_scores", loss));
        write(line.put("step_loss_generator", losses.generator()));
    }

    @Override
    public void logged(Progress at, Losses means) throws IOException {
        write(line(at).put("loss_critic", means.critic()).put("loss_generator", means.generator()));
    }

    @Override
    public void evaluated(Progress at, FrechetClassifierDistance distance) throws IOException {
        write(line(at).put("frechet_distance", distance.frechet()).put("samples", distance.samples()));
    }

    private static ObjectNode line(Progress at) {
        return JSON.createObjectNode()
                .put("epoch", at.epoch())
                .put("step", at.step())
                .put("iteration", at.iteration());
    }

    /** Ends the line with the time, which a run that goes on from here counts on from. */
    private void write(ObjectNode line) throws IOException {
        double seconds = secondsBefore + (nanoTime.getAsLong() - startedNanos) / 1e9;
        line.put("seconds", Math.rint(seconds * 1e3) / 1e3);
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw DataException.unwritten(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    private String linesUpTo(long iteration) throws IOException {
        var kept = new StringBuilder();
        Iterator<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            JsonNode metrics = parse(line);
            if (metrics == null && lines.hasNext()) {
                throw new RunDirectoryException(
                        "%s: byte %d begins no line of metrics, expected JSON with an iteration; repair or delete the file"
                                .formatted(file, kept.length()));
            }
            if (metrics == null || metrics.get("iteration").asLong() > iteration) {
                break;
            }
            secondsBefore = metrics.path("seconds").asDouble(secondsBefore);
            kept.append(line).append('\n');
        }
        return kept.toString();
    }

    /** Reads one line; null when it is torn, or not ours. */
    private static @Nullable JsonNode parse(String line) {
        try {
            JsonNode metrics = JSON.readTree(line);
            return metrics.path("iteration").isIntegralNumber() ? metrics : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
