package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.AtomicFile;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/**
 * The {@code config.json} of a run: its hyper-parameters, images and environment.
 *
 * @param objective the name of the objective: see {@link Objective#name()}
 * @param title its name in text: see {@link Objective#title()}
 * @param estimatesWassersteinDistance see {@link Objective#estimatesWassersteinDistance()}
 * @param hasPenalty see {@link Objective#hasPenalty()}
 * @param dataset the real images
 * @param seed of everything random
 * @param values all values by key, these included, in the order of the file; numbers in plain notation: 0.0005, not 5.0E-4
 */
public record RunConfiguration(
        String objective,
        String title,
        boolean estimatesWassersteinDistance,
        boolean hasPenalty,
        DatasetIdentity dataset,
        Seed seed,
        Map<String, String> values) {

    /** The name of the file in the run directory. */
    public static final String FILE = "config.json";

    private static final int FORMAT = 2;
    private static final String FORMAT_KEY = "format";

    /** Keeps a copy. */
    public RunConfiguration {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); // Map.copyOf would lose the order
    }

    /**
     * Writes the file of a run that uses the libtorch of this process.
     *
     * @param file {@link RunDirectory#configFile()}
     * @param steps iterations of an epoch
     * @param dataset the real images
     */
    public static void write(Path file, TrainingConfig config, int steps, DatasetIdentity dataset, Device device)
            throws IOException {
        Objective objective = config.objective();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(FORMAT_KEY, FORMAT);
        values.putAll(config.hyperparameters());
        values.put("epochs", config.epochs());
        values.put("steps", steps);
        values.put("dataset", dataset.name());
        values.put("dataset_size", dataset.size());
        values.put("dataset_fingerprint", dataset.fingerprint());
        values.put("objective_title", objective.title());
        values.put("estimates_wasserstein_distance", objective.estimatesWassersteinDistance());
        values.put("has_penalty", objective.hasPenalty());
        values.put("device", device.toString());
        values.put("threads", LibTorch.get().threads());
        values.put("libtorch", LibTorch.get().version());
        byte[] json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(values);
        AtomicFile.write(file, out -> out.write(json));
    }

    /**
     * Reads the file.
     *
     * @throws RunDirectoryException if it is not the configuration of a run, or one of another format
     * @throws IOException if there is no file, or it cannot be read
     */
    public static RunConfiguration read(Path file) throws IOException {
        try {
            JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(file));
            int format = node.path(FORMAT_KEY).asInt(1);
            if (node.has("objective") && format != FORMAT) {
                throw new RunDirectoryException(file + ": is a configuration of format " + format + ", expected format "
                        + FORMAT + "; it was written by another version of this software");
            }
            return of(node);
        } catch (JacksonException e) {
            throw unreadable(file, e.getOriginalMessage(), e); // its message has a second line
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static RunDirectoryException unreadable(Path file, String reason, Exception cause) {
        return new RunDirectoryException(file + ": is not the configuration of a run (" + reason + ")", cause);
    }

    private static RunConfiguration of(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.properties().forEach(value -> values.put(value.getKey(), text(value.getValue())));
        return new RunConfiguration(
                node.required("objective").asString(),
                node.required("objective_title").asString(),
                node.required("estimates_wasserstein_distance").asBoolean(),
                node.required("has_penalty").asBoolean(),
                new DatasetIdentity(
                        node.required("dataset").asString(),
                        node.required("dataset_size").asInt(),
                        node.required("dataset_fingerprint").asString()),
                new Seed(node.required("seed").asLong()),
                values);
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }
}
