package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
 * The configuration of a run as {@code config.json} contains it: the values that determine its results, in kebab-case, and the
 * device, threads and libtorch it ran on. Immutable.
 *
 * @param objective the objective; {@link ObjectiveName#WGAN} in a file from before there was a choice
 * @param dataset the source of its real images
 * @param limit how many of them it used, beginning with the first; 0 for all
 * @param images the fingerprint of these images; none in a file of an older version
 * @param seed the seed of all its random numbers
 * @param values all values, those above included, in the order of the file and in plain decimals: 0.0005, where JSON has 5.0E-4
 */
public record RunConfiguration(
        ObjectiveName objective,
        DatasetName dataset,
        int limit,
        Optional<String> images,
        Seed seed,
        Map<String, String> values) {

    /** The name of the file in the run directory. */
    public static final String FILE = "config.json";

    /** Keeps a copy. */
    public RunConfiguration {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // Map.copyOf would lose the order
    }

    /**
     * Writes the file of a run on this process's libtorch.
     *
     * @param file usually {@link RunDirectory#configFile()}
     * @param steps iterations in an epoch
     * @param images the fingerprint of the real images: see {@link wgan.data.Dataset#fingerprint()}
     */
    public static void write(Path file, TrainingConfig config, int steps, String images, Device device)
            throws IOException {
        Map<String, Object> values = new LinkedHashMap<>(config.hyperparameters());
        values.put("epochs", config.epochs());
        values.put("steps", steps);
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
     * @throws RunDirectoryException if it is not the configuration of a run
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static RunConfiguration read(Path file) throws IOException {
        try {
            return of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw unreadable(file, e.getOriginalMessage(), e); // getMessage() has a second line, with the position
        } catch (DataException | IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static RunDirectoryException unreadable(Path file, String reason, Exception cause) {
        return new RunDirectoryException(file + ": is no configuration of a run (" + reason + ")", cause);
    }

    private static RunConfiguration of(JsonNode node) throws DataException {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(value -> values.put(value.getKey(), plainDecimal(value.getValue())));
        return new RunConfiguration(
                ObjectiveName.of(values.getOrDefault("objective", ObjectiveName.WGAN.toString())),
                DatasetName.of(node.required("dataset").asString()),
                node.required("limit").asInt(),
                Optional.ofNullable(values.get("images")),
                new Seed(node.required("seed").asLong()),
                values);
    }

    private static String plainDecimal(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }
}
