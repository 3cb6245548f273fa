package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.AtomicFile;
import wgan.data.Dataset;
import wgan.image.FileText;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.torch.Device;

/**
 * The {@code config.json} of a run: its hyper-parameters, images and environment.
 *
 * @param objective the name of the objective: see {@link Objective#name()}
 * @param title its name in text: see {@link Objective#title()}
 * @param estimatesWassersteinDistance see {@link Objective#estimatesWassersteinDistance()}
 * @param hasPenalty see {@link Objective#hasPenalty()}
 * @param dataset the real images
 * @param epochs passes over the dataset
 * @param steps iterations of an epoch
 * @param seed determines all random numbers of the run
 * @param values all settings by key in the order of the file, without the description of the objective, which follows from its name;
 *     numbers in plain notation: 0.0005, not 5.0E-4
 */
public record RunConfiguration(
        String objective,
        String title,
        boolean estimatesWassersteinDistance,
        boolean hasPenalty,
        DatasetIdentity dataset,
        int epochs,
        int steps,
        Seed seed,
        Map<String, String> values) {

    /** The name of the file in the run directory. */
    public static final String FILE = "config.json";

    /**
     * The keys of the settings that every objective has. If two runs differ in one of them, a comparison of the runs is not
     * only one of their objectives.
     */
    public static final List<String> COMMON_KEYS =
            List.of("dataset", "dataset_size", "epochs", "batch_size", "latent_dim", "ema", "seed", "precision");

    private static final int FORMAT = 2;
    private static final String FORMAT_KEY = "format";
    private static final String TITLE_KEY = "objective_title";
    private static final String ESTIMATES_KEY = "estimates_wasserstein_distance";
    private static final String PENALTY_KEY = "has_penalty";
    private static final Set<String> DESCRIPTION = Set.of(FORMAT_KEY, TITLE_KEY, ESTIMATES_KEY, PENALTY_KEY);

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if a number is not positive
     */
    public RunConfiguration {
        requirePositive("dataset_size", dataset.size());
        requirePositive("epochs", epochs);
        requirePositive("steps", steps);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // Map.copyOf would lose the order
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is " + value + ", expected 1 or more");
        }
    }

    /**
     * Writes the file of a run that uses the libtorch of this process.
     *
     * @param file {@link RunDirectory#configFile()}
     * @param steps iterations of an epoch
     * @param dataset the real images
     * @param others further settings, such as those of {@link Dataset#origin()}
     * @throws IllegalArgumentException if one of them cannot be written as JSON
     */
    public static void write(
            Path file, TrainingConfig config, int steps, DatasetIdentity dataset, Map<String, ?> others, Device device)
            throws IOException {
        write(file, config, steps, dataset, others, RunEnvironment.on(device));
    }

    /** Writes the file; {@code environment} is a {@link RunEnvironment}. */
    static void write(
            Path file,
            TrainingConfig config,
            int steps,
            DatasetIdentity dataset,
            Map<String, ?> others,
            Map<String, Object> environment)
            throws IOException {
        Objective objective = config.objective();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(FORMAT_KEY, FORMAT);
        values.putAll(config.hyperparameters());
        values.put("epochs", config.epochs());
        values.put("steps", steps);
        values.putAll(dataset.values());
        others.forEach((key, value) -> values.put(Objects.requireNonNull(key), Objects.requireNonNull(value)));
        values.put(TITLE_KEY, objective.title());
        values.put(ESTIMATES_KEY, objective.estimatesWassersteinDistance());
        values.put(PENALTY_KEY, objective.hasPenalty());
        values.putAll(environment);
        byte[] json;
        try {
            json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(values);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ": a value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        AtomicFile.write(file, out -> out.write(json));
    }

    /**
     * Reads the file.
     *
     * @throws RunDirectoryException if it is not the configuration of a run, or one of another format
     * @throws IOException if there is no file, or it cannot be read
     */
    public static RunConfiguration read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new RunDirectoryException(file + ": is a directory, expected the configuration of a run");
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(file));
            int format = node.path(FORMAT_KEY).asInt(1);
            if (node.has("objective") && format != FORMAT) {
                throw new RunDirectoryException(file + ": is a configuration of format " + format + ", expected format "
                        + FORMAT + "; it was written by another version of this software");
            }
            return of(node);
        } catch (StreamReadException e) { // its message is about the parser
            throw unreadable(file, "not JSON at line " + e.getLocation().getLineNr(), e);
        } catch (JacksonException e) {
            throw unreadable(file, e.getOriginalMessage(), e); // its message has a second line
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the learning rates in the course of the run; empty if its objective has a schedule of its own kind. */
    public Optional<LearningRateSchedule> learningRates() {
        OptionalDouble critic = number("lr_critic");
        OptionalDouble generator = number("lr_generator");
        if (critic.isEmpty() || generator.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble cosine = number("lr_decay_epochs");
        OptionalDouble decay = number("lr_decay");
        try {
            if (cosine.isPresent()) {
                return Optional.of(
                        new CosineDecay(critic.getAsDouble(), generator.getAsDouble(), (int) cosine.getAsDouble()));
            }
            return decay.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new InverseTimeDecay(
                            critic.getAsDouble(),
                            generator.getAsDouble(),
                            decay.getAsDouble(),
                            number("lr_decay_critic").orElse(decay.getAsDouble())));
        } catch (HyperparameterException outOfRange) { // in a file that was changed by hand
            return Optional.empty();
        }
    }

    private OptionalDouble number(String key) {
        try {
            String text = values.get(key);
            return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static RunDirectoryException unreadable(Path file, String reason, Exception cause) {
        return new RunDirectoryException(
                file + ": is not the configuration of a run (" + FileText.shown(reason) + ")", cause);
    }

    private static RunConfiguration of(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> value : node.properties()) {
            if (!DESCRIPTION.contains(value.getKey())) {
                values.put(value.getKey(), text(value.getValue()));
            }
        }
        // Not asInt() and the like, which convert null to 0.
        return new RunConfiguration(
                required(node, "objective").asString(),
                required(node, TITLE_KEY).asString(),
                required(node, ESTIMATES_KEY).booleanValue(),
                required(node, PENALTY_KEY).booleanValue(),
                new DatasetIdentity(
                        required(node, DatasetIdentity.NAME_KEY).asString(),
                        required(node, DatasetIdentity.SIZE_KEY).intValue(),
                        ImageShape.parse(node.path(DatasetIdentity.SHAPE_KEY).asString(ImageShape.MNIST.toString())),
                        required(node, DatasetIdentity.FINGERPRINT_KEY).asString()),
                required(node, "epochs").intValue(),
                required(node, "steps").intValue(),
                new Seed(required(node, "seed").longValue()),
                values);
    }

    private static JsonNode required(JsonNode node, String key) {
        return node.optional(key).orElseThrow(() -> new IllegalArgumentException("it has no '" + key + "'"));
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }
}
