package wgan.report.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wgan.train.ObjectiveType;
import wgan.train.Preset;
import wgan.train.Progress;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectory;
import wgan.train.RunDirectoryException;
import wgan.train.TrainingConfig;

/**
 * A training run, as its directory contains it: the configuration, the losses, the evaluations and the sample images.
 *
 * <p>It is immutable. Two runs are equal only if they are the same object.
 */
public final class Run {
    /** The greatest distance of an evaluation from the point of the run that it represents, as a fraction of the run. */
    private static final double EVALUATION_TOLERANCE = 0.03;

    private final Path directory;
    private final RunConfiguration configuration;
    private final MetricsFile metrics;
    private final SampleImages images;

    private Run(Path directory, RunConfiguration configuration, MetricsFile metrics) throws IOException {
        this.directory = directory;
        this.configuration = configuration;
        this.metrics = metrics;
        images = SampleImages.in(RunDirectory.samplesIn(directory), configuration.steps());
    }

    /**
     * Reads a run.
     *
     * @throws NoSuchFileException if it has no configuration, metrics or generator
     * @throws RunDirectoryException if one of these files contains something else, or the metrics have no log point yet
     */
    public static Run read(Path directory) throws IOException {
        Path configFile = required(directory.resolve(RunConfiguration.FILE));
        Path metricsFile = required(RunDirectory.metricsIn(directory));
        required(RunDirectory.generatorIn(directory));
        RunConfiguration configuration = RunConfiguration.read(configFile);
        MetricsFile metrics = MetricsFile.read(metricsFile);
        if (!metrics.hasLogPoint()) {
            throw new RunDirectoryException(
                    metricsFile + ": has no log point yet; wait until the first epoch of the run has ended");
        }
        return new Run(directory, configuration, metrics);
    }

    private static Path required(Path file) throws NoSuchFileException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(
                    file.toString(), null, "there is no such file; expected a run whose first epoch has ended");
        }
        return file;
    }

    /** Returns the run directory. */
    public Path directory() {
        return directory;
    }

    /** Returns the file of the trained generator. */
    public Path generatorFile() {
        return RunDirectory.generatorIn(directory);
    }

    /** Returns what the run computed, and what it ran on. */
    public RunConfiguration configuration() {
        return configuration;
    }

    /** Returns the dataset whose images it was trained on. */
    public DatasetKey dataset() {
        return DatasetKey.of(configuration);
    }

    /** Returns whether the objective is a built-in one. */
    boolean isOf(ObjectiveType type) {
        return configuration.objective().equals(type.toString());
    }

    /** Returns the name of the objective in papers, such as {@code WGAN-GP}. */
    public String title() {
        return configuration.title();
    }

    /** Returns whether the critic estimates a Wasserstein distance. */
    public boolean isWasserstein() {
        return configuration.estimatesWassersteinDistance();
    }

    /** Returns a setting of the configuration by its key; empty if the objective does not have it. */
    public Optional<String> setting(String key) {
        return Optional.ofNullable(configuration.values().get(key));
    }

    /** Returns the number of steps that are done. */
    public long iterations() {
        return metrics.iterations();
    }

    /** Returns the time of training and evaluation, in seconds. */
    public double seconds() {
        return metrics.seconds();
    }

    /** Returns L_D before each recorded update of the critic; the means at the log points if no single step was recorded. */
    public Series criticLoss() {
        return metrics.criticLoss();
    }

    /** Returns L_G before each recorded update of the generator; the means at the log points if no single step was recorded. */
    public Series generatorLoss() {
        return metrics.generatorLoss();
    }

    /** Returns what the critic maximizes: see {@link wgan.train.Losses#criticEstimate()}. */
    public Series criticEstimate() {
        return metrics.criticEstimate();
    }

    /** Returns the Fréchet distance at each evaluation during the run. */
    public Series frechetDistance() {
        return metrics.frechetDistance();
    }

    /** Returns the Fréchet distance at a fraction of the run; empty if no evaluation is near. */
    public OptionalDouble frechetDistanceAt(double fraction) {
        return frechetDistance().nearest(fraction * iterations(), EVALUATION_TOLERANCE * iterations());
    }

    /** Returns the number of images of the last evaluation during the run; 0 if there was none. */
    public long evaluatedImages() {
        return metrics.evaluatedImages();
    }

    /** Returns the number of epochs that have begun. */
    public long epochs() {
        return metrics.epochs();
    }

    /** Returns whether it ended before all of its steps were done. */
    public boolean isUnfinished() {
        return iterations() < (long) configuration.epochs() * configuration.steps();
    }

    /** Returns the generator's learning rate of the last step, as a fraction of the initial one; 1 if the schedule is not known. */
    public double finalLearningRateFraction() {
        int steps = configuration.steps();
        Progress beginning = new Progress(0, configuration.epochs(), 0, steps);
        // A file that was changed by hand may state any number of steps.
        int epoch = Math.clamp((iterations() - 1) / steps, 0, TrainingConfig.MAX_EPOCHS - 1);
        int step = Math.clamp(iterations() - (long) epoch * steps, 0, steps);
        Progress end = new Progress(epoch, Math.max(configuration.epochs(), epoch + 1), step, steps);
        return configuration
                .learningRates()
                .map(rates -> rates.generator(end) / rates.generator(beginning))
                .orElse(1.0);
    }

    /** Returns the preset whose learning rates the run has; empty if it has those of none. */
    public Optional<Preset> preset() {
        return ObjectiveType.find(configuration.objective())
                .flatMap(type -> Stream.of(Preset.values())
                        .filter(preset ->
                                Optional.of(type.preset(preset).learningRates()).equals(configuration.learningRates()))
                        .findFirst());
    }

    /** Returns the file of the sample image at a fraction of the run; empty if there is none near. */
    public Optional<Path> sampleImage(double fraction) {
        return images.at(fraction, iterations());
    }
}
