package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.AtomicFile;
import wgan.data.DataException;
import wgan.data.DatasetName;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * What {@code config.json} says of a run, for whoever reads it later: the values that decided what it computed, by the names of the
 * command line's options, and what it ran on.
 *
 * @param objective the game; {@link ObjectiveName#WGAN} in a file from before there was a choice
 * @param dataset where its real images came from
 * @param limit how many of them it used, from the first on; 0 for all
 * @param images the fingerprint of these images; none in a file of an older version
 * @param seed what everything random followed from
 * @param values all there are, these too, in the file's order and as a person writes them: 0.0005, where JSON has 5.0E-4
 */
public record RunConfiguration(
        ObjectiveName objective,
        DatasetName dataset,
        int limit,
        Optional<String> images,
        Seed seed,
        Map<String, String> values) {

    /** What the file is called, in the run directory. */
    public static final String FILE = "config.json";

    private static final String EPOCHS = "epochs";
    private static final String STEPS_PER_EPOCH = "steps";
    private static final String LEARNING_RATE_DECAY = "lr-decay";

    /**
     * The keys of the settings that every objective has. Runs that differ in one of them do not compare the objectives alone.
     */
    public static final List<String> COMMON_KEYS =
            List.of("dataset", "limit", EPOCHS, "batch-size", "latent-dim", "seed", "precision");

    /** Keeps a copy. */
    public RunConfiguration {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // Map.copyOf would lose the order
    }

    /**
     * Writes the file of a run on this process's libtorch.
     *
     * @param file as {@link RunDirectory#configFile()} names it
     * @param steps iterations in an epoch
     * @param images the fingerprint of the real images: see {@link wgan.data.Dataset#fingerprint()}
     */
    public static void write(Path file, TrainingConfig config, int steps, String images, Device device)
            throws IOException {
        Map<String, Object> values = new LinkedHashMap<>(config.hyperparameters());
        values.put(EPOCHS, config.epochs());
        values.put(STEPS_PER_EPOCH, steps);
        values.put("images", images);
        values.put("device", device.toString());
        values.put("threads", LibTorch.get().threads());
        values.put("libtorch", LibTorch.get().version());
        byte[] text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(values);
        AtomicFile.write(file, out -> out.write(text));
    }

    /**
     * Reads the file.
     *
     * @throws RunDirectoryException if it is something else
     * @throws IOException if there is none, or it cannot be read
     */
    public static RunConfiguration read(Path file) throws IOException {
        try {
            return of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw unreadable(file, e.getOriginalMessage(), e); // its message has a second line about where that is
        } catch (DataException | IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the number of epochs that the run was to have; empty in a file that does not contain it. */
    public OptionalInt epochs() {
        return count(EPOCHS);
    }

    /** Returns the number of iterations in an epoch; empty in a file of an older version. */
    public OptionalInt stepsPerEpoch() {
        return count(STEPS_PER_EPOCH);
    }

    private OptionalInt count(String key) {
        String value = values.getOrDefault(key, "");
        return value.matches("[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /** Returns R of {@link LearningRates}, per epoch; 0 in a file that does not contain it. */
    public double learningRateDecay() {
        String value = values.getOrDefault(LEARNING_RATE_DECAY, "");
        return value.matches("[\\d.]+") ? Double.parseDouble(value) : 0;
    }

    private static RunDirectoryException unreadable(Path file, String reason, Exception cause) {
        return new RunDirectoryException(file + ": is no configuration of a run (" + reason + ")", cause);
    }

    private static RunConfiguration of(JsonNode node) throws DataException {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(value -> values.put(value.getKey(), written(value.getValue())));
        return new RunConfiguration(
                ObjectiveName.of(values.getOrDefault("objective", ObjectiveName.WGAN.toString())),
                DatasetName.of(node.required("dataset").asString()),
                node.required("limit").asInt(),
                Optional.ofNullable(values.get("images")),
                new Seed(node.required("seed").asLong()),
                values);
    }

    private static String written(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }
}
