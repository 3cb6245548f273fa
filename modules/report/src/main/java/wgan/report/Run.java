package wgan.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wgan.train.LearningRates;
import wgan.train.ObjectiveName;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectoryException;

/**
 * What training has left in a run directory.
 *
 * <p>The raw losses of a run that recorded none are the means at its log points.
 */
final class Run {
    private static final Pattern IMAGE = Pattern.compile("(epoch|step)-(\\d{1,18})\\.png");

    /** How far from where it is wanted a image may have been drawn, as a share of the run. */
    private static final double IMAGE_TOLERANCE = 0.06;

    private final Path directory;
    private final RunConfiguration configuration;
    private final MetricsFile metrics;
    private final SortedMap<Long, Path> images; // by iteration

    private Run(Path directory, RunConfiguration configuration, MetricsFile metrics) throws IOException {
        this.directory = directory;
        this.configuration = configuration;
        this.metrics = metrics;
        images = images();
    }

    /**
     * Reads a run.
     *
     * @throws NoSuchFileException if it has no configuration, metrics or generator
     * @throws RunDirectoryException if one of these files holds something else, or the metrics have no log point yet
     */
    static Run read(Path directory) throws IOException {
        Path configFile = required(directory.resolve(RunConfiguration.FILE));
        Path metricsFile = required(directory.resolve("metrics.jsonl"));
        required(directory.resolve("generator.safetensors"));
        RunConfiguration configuration = RunConfiguration.read(configFile);
        MetricsFile metrics = MetricsFile.read(metricsFile);
        if (metrics.series("loss_critic").isEmpty()) {
            throw new RunDirectoryException(
                    metricsFile + ": has no log point yet; wait until the first epoch of the run has ended");
        }
        return new Run(directory, configuration, metrics);
    }

    private static Path required(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "there is no such file; expected a run whose first epoch has ended");
        }
        return file;
    }

    private SortedMap<Long, Path> images() throws IOException {
        SortedMap<Long, Path> found = new TreeMap<>();
        Path folder = directory.resolve("samples");
        if (!Files.isDirectory(folder)) {
            return found;
        }
        long steps = stepsPerEpoch();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = IMAGE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    long number = Long.parseLong(name.group(2));
                    found.put(name.group(1).equals("step") ? number : (number + 1) * steps, file);
                }
            }
        }
        return found;
    }

    /** Where it lies. */
    Path directory() {
        return directory;
    }

    /** The trained generator. */
    Path generatorFile() {
        return directory.resolve("generator.safetensors");
    }

    /** What it computed, and what it ran on. */
    RunConfiguration configuration() {
        return configuration;
    }

    /** The game that was played. */
    ObjectiveName objective() {
        return configuration.objective();
    }

    /** The game as people write it. */
    String title() {
        return objective().title();
    }

    /** Whether the critic estimates a Wasserstein distance. */
    boolean isWasserstein() {
        return objective().isWasserstein();
    }

    /** A value of the configuration; a dash where it has none of that name. */
    String config(String name) {
        return configuration.values().getOrDefault(name, "–");
    }

    /** Steps done. */
    long iterations() {
        return metrics.iterations();
    }

    /** Time spent training. */
    double seconds() {
        return metrics.last("seconds");
    }

    /** The critic's loss, before each of its updates that was recorded. */
    Series criticLoss() {
        return raw("loss_critic");
    }

    /** The generator's loss, before each of its updates that was recorded. */
    Series generatorLoss() {
        return raw("loss_generator");
    }

    private Series raw(String key) {
        Series steps = metrics.series("step_" + key);
        return steps.isEmpty() ? metrics.series(key) : steps;
    }

    /**
     * What the critic makes great, and by which it tells how far the images are from real ones: −L_D, without the penalty where
     * there is one; empty for a run that did not record that.
     */
    Series estimate() {
        return (objective().penalizes() ? metrics.series("step_loss_critic_scores") : criticLoss()).negated();
    }

    /** The distance of generated images to real ones at each evaluation during the run. */
    Series distance() {
        return metrics.series("frechet_distance");
    }

    /** How many images the last of these evaluations was of; 0 if there was none. */
    long evaluatedImages() {
        return (long) metrics.last("samples");
    }

    /** Epochs done, the last of them at least in part. */
    long epochs() {
        return metrics.epochs();
    }

    /** What the configuration says, unless it is of an older version. */
    private long stepsPerEpoch() {
        String steps = config("steps");
        return steps.matches("[1-9]\\d{0,8}") ? Long.parseLong(steps) : metrics.stepsPerEpoch();
    }

    /** Whether it ended before all of its steps were done, as far as can be told. */
    boolean isUnfinished() {
        String asked = config("epochs");
        return asked.matches("\\d{1,9}") && iterations() < Long.parseLong(asked) * stepsPerEpoch();
    }

    /** The share of its first learning rates that the last step had. */
    double rateShare() {
        String decay = config("lr-decay");
        double perEpoch = decay.matches("[\\d.]+") ? Double.parseDouble(decay) : 0;
        return LearningRates.share(perEpoch, iterations(), stepsPerEpoch());
    }

    /** The image that was drawn nearest to a point of the run; nothing if none was drawn about there. */
    Optional<Path> image(double fraction) {
        double wanted = fraction * iterations();
        return images.entrySet().stream()
                .min((a, b) -> Double.compare(Math.abs(a.getKey() - wanted), Math.abs(b.getKey() - wanted)))
                .filter(nearest -> Math.abs(nearest.getKey() - wanted) <= IMAGE_TOLERANCE * iterations())
                .map(Map.Entry::getValue);
    }
}
