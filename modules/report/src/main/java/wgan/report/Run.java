package wgan.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.train.ObjectiveName;

/**
 * What training has left in a run directory.
 *
 * <p>The raw losses of a run that recorded none are the means at its log points.
 */
public final class Run {
    private static final Pattern PICTURE = Pattern.compile("(epoch|step)-(\\d{1,18})\\.png");

    /** How far from where it is wanted a picture may have been drawn, as a share of the run. */
    private static final double PICTURE_TOLERANCE = 0.06;

    private final Path directory;
    private final ObjectiveName objective;
    private final Map<String, String> config;
    private final MetricsFile metrics;
    private final SortedMap<Long, Path> pictures; // by iteration

    private Run(Path directory, ObjectiveName objective, Map<String, String> config, MetricsFile metrics)
            throws IOException {
        this.directory = directory;
        this.objective = objective;
        this.config = config;
        this.metrics = metrics;
        pictures = pictures();
    }

    /**
     * Reads a run.
     *
     * @param directory as {@code wgan train --out} names it
     * @throws IOException if it holds no run, or one without a single log point; the message is one line
     */
    public static Run read(Path directory) throws IOException {
        Path configFile = required(directory.resolve("config.json"));
        Path metricsFile = required(directory.resolve("metrics.jsonl"));
        required(directory.resolve("generator.safetensors"));
        Map<String, String> config = config(configFile);
        MetricsFile metrics = MetricsFile.read(metricsFile);
        if (metrics.series("loss_critic").isEmpty()) {
            throw new IOException(metricsFile + ": has no log point yet; let the run go on until its first epoch ends");
        }
        return new Run(directory, objective(configFile, config), config, metrics);
    }

    private static Path required(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file
                    + ": there is no such file; name a directory that 'wgan train' has written to its first epoch");
        }
        return file;
    }

    private static Map<String, String> config(Path file) throws IOException {
        JsonNode values;
        try {
            values = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException(
                    file + ": is no JSON (" + e.getOriginalMessage() + "), expected a run's configuration", e);
        }
        Map<String, String> config = new LinkedHashMap<>();
        values.properties().forEach(value -> config.put(value.getKey(), written(value.getValue())));
        return config;
    }

    /** As a person writes it: 0.0005, where JSON has 5.0E-4. */
    private static String written(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }

    private static ObjectiveName objective(Path file, Map<String, String> config) throws IOException {
        try {
            // Runs from before there was a choice do not name it.
            return ObjectiveName.of(config.getOrDefault("objective", ObjectiveName.WGAN.toString()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private SortedMap<Long, Path> pictures() throws IOException {
        SortedMap<Long, Path> found = new TreeMap<>();
        Path folder = directory.resolve("samples");
        if (!Files.isDirectory(folder)) {
            return found;
        }
        long steps = metrics.stepsPerEpoch();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = PICTURE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    long number = Long.parseLong(name.group(2));
                    found.put(name.group(1).equals("step") ? number : (number + 1) * steps, file);
                }
            }
        }
        return found;
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    /** The trained generator. */
    public Path generatorFile() {
        return directory.resolve("generator.safetensors");
    }

    /** The game that was played. */
    public ObjectiveName objective() {
        return objective;
    }

    /** The game as people write it. */
    String title() {
        return objective.title();
    }

    /** Whether the critic estimates a Wasserstein distance. */
    boolean isWasserstein() {
        return objective.isWasserstein();
    }

    /** The configuration by the names of the command line's options, and what the run ran on. */
    public Map<String, String> config() {
        return config;
    }

    /** A value of the configuration; a dash where it has none of that name. */
    String config(String name) {
        return config.getOrDefault(name, "–");
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
     * What the critic makes great, and by which it tells how far the pictures are from real ones: −L_D, without the penalty where
     * there is one; empty for a run that did not record that.
     */
    Series estimate() {
        return (objective.penalizes() ? metrics.series("step_loss_critic_scores") : criticLoss()).negated();
    }

    /** The distance of generated pictures to real ones at each evaluation during the run. */
    Series distance() {
        return metrics.series("frechet_distance");
    }

    /** How many pictures the last of these evaluations was of; 0 if there was none. */
    long evaluatedPictures() {
        return (long) metrics.last("samples");
    }

    /** Epochs done, the last of them at least in part. */
    long epochs() {
        return metrics.epochs();
    }

    /** Whether it ended before all of its steps were done, as far as can be told. */
    boolean isUnfinished() {
        String asked = config("epochs");
        return asked.matches("\\d{1,9}") && iterations() < Long.parseLong(asked) * metrics.stepsPerEpoch();
    }

    /** The share of its first learning rates that the last step had. */
    double rateShare() {
        String decay = config("lr-decay");
        double perEpoch = decay.matches("[\\d.]+") ? Double.parseDouble(decay) : 0;
        return 1 / (1 + perEpoch * iterations() / metrics.stepsPerEpoch());
    }

    /** The picture that was drawn nearest to a point of the run; nothing if none was drawn about there. */
    Optional<Path> picture(double fraction) {
        double wanted = fraction * iterations();
        return pictures.entrySet().stream()
                .min((a, b) -> Double.compare(Math.abs(a.getKey() - wanted), Math.abs(b.getKey() - wanted)))
                .filter(nearest -> Math.abs(nearest.getKey() - wanted) <= PICTURE_TOLERANCE * iterations())
                .map(Map.Entry::getValue);
    }
}
