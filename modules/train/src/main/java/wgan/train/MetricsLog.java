package wgan.train;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.UninterruptedFile;

/**
 * Appends a line of JSON to {@code metrics.jsonl} at each log point, for each measured step, and for each evaluation.
 *
 * <pre>{@code
 * {"epoch":0,"step":100,"iteration":100,"step_loss_critic":-0.1357,"step_loss_generator":0.1357,"critic_estimate":0.1357,"seconds":12.5}
 * {"epoch":0,"step":100,"iteration":100,"loss_critic":-0.1234,"loss_generator":0.1234,"seconds":12.5}
 * {"epoch":0,"step":100,"iteration":100,"frechet_classifier_distance":123.4,"samples":5000,"seconds":14.0}
 * }</pre>
 *
 * <p>The keys of a line state its kind: {@code step_loss_critic} belongs to the losses of a step, {@code critic_estimate} is {@link
 * Losses#criticEstimate()}; {@code loss_critic} belongs to the mean losses of an epoch so far;
 * {@code frechet_classifier_distance} is a {@link MeasuredFrechetDistance}, which has another name without labels. {@code iteration} counts steps since the run began;
 * {@code seconds} is the time spent on training and evaluation, in all sessions of the run.
 *
 * <p>Each line is passed to the operating system before training continues, and forced to disk before a checkpoint is
 * written. At its start, a run removes the lines past the step from which it starts, and an incomplete last line that a
 * crash has left, so that the file is the same as that of a run without interruption. The file is read as a stream, so its
 * size does not matter.
 */
public final class MetricsLog implements TrainingListener {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;
    private final LongSupplier nanoTime;
    private @Nullable UninterruptedFile out;
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
     * Removes the lines past this step and opens the file for appending.
     *
     * @throws RunDirectoryException if a line before the last is not a line of metrics; the file is then left as it is
     * @throws IOException if the file cannot be read or written
     */
    @Override
    public void started(Progress at) throws IOException {
        close();
        out = UninterruptedFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        keepLinesUpTo(at.iteration(), out);
        startedNanos = nanoTime.getAsLong();
    }

    /** Truncates the file after the last line up to an iteration; the lines are in the order of their iterations. */
    private void keepLinesUpTo(long iteration, UninterruptedFile out) throws IOException {
        long end = 0;
        boolean isEnded = true;
        try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()))) {
            MetricsLines lines = new MetricsLines(file, in);
            for (Optional<MetricsLines.Line> line = lines.next();
                    line.isPresent() && line.get().iteration() <= iteration;
                    line = lines.next()) {
                secondsBefore = line.get().seconds().orElse(secondsBefore);
                end = lines.position();
                isEnded = line.get().isEnded();
            }
        }
        out.truncate(end);
        if (!isEnded) {
            write("\n", out);
        }
    }

    @Override
    public void measured(Progress at, Losses losses) throws IOException {
        write(line(at).put("step_loss_critic", losses.critic())
                .put("step_loss_generator", losses.generator())
                .put("critic_estimate", losses.criticEstimate()));
    }

    @Override
    public void logged(Progress at, Losses means) throws IOException {
        write(line(at).put("loss_critic", means.critic()).put("loss_generator", means.generator()));
    }

    @Override
    public void evaluated(Progress at, MeasuredFrechetDistance distance) throws IOException {
        write(line(at).put(distance.key(), distance.value()).put("samples", distance.samples()));
    }

    private static ObjectNode line(Progress at) {
        return JSON.createObjectNode()
                .put("epoch", at.epoch())
                .put("step", at.step())
                .put("iteration", at.iteration());
    }

    /** Adds the time spent, which a run that resumes here continues to count, and writes the line. */
    private void write(ObjectNode line) throws IOException {
        double seconds = secondsBefore + (nanoTime.getAsLong() - startedNanos) / 1e9;
        line.put("seconds", Math.rint(seconds * 1e3) / 1e3);
        write(line + "\n", started());
    }

    private UninterruptedFile started() {
        UninterruptedFile started = out;
        if (started == null) {
            throw new IllegalStateException(
                    file + ": the metrics of a run are written after its start and before its end");
        }
        return started;
    }

    private static void write(String text, UninterruptedFile out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void checkpointing(Progress at) throws IOException {
        started().force();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
