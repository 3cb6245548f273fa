package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wgan.data.DatasetName;
import wgan.model.Generator;

/**
 * Everything that decides what a run computes; {@link #lab} has the lab's values.
 *
 * @param rules the game, and how it is played
 * @param dataset where the real images come from
 * @param limit how many images of it are used, from its first on; 0 for all
 * @param epochs how often training goes through them
 * @param batchSize B, images in a batch
 * @param latentDim L, numbers in a latent vector
 * @param precision the numbers to compute with
 * @param seed what everything random follows from
 */
public record TrainingConfig(
        Rules rules,
        DatasetName dataset,
        int limit,
        int epochs,
        int batchSize,
        int latentDim,
        Precision precision,
        long seed) {
    /** The most epochs that a run has: more would take years, and a file that says so is damaged. */
    public static final int MAX_EPOCHS = 100_000;

    /** Checks each value; the message names the option, the value and what was expected. */
    public TrainingConfig {
        require(limit >= 0, "limit", limit, "0 for all images, or how many");
        require(epochs >= 1 && epochs <= MAX_EPOCHS, "epochs", epochs, "1 to " + MAX_EPOCHS);
        // Batch normalisation has no variance to divide by in a batch of one.
        require(batchSize >= 2, "batch-size", batchSize, "2 or more");
        require(
                latentDim >= 1 && latentDim <= Generator.MAX_LATENT_DIM,
                "latent-dim",
                latentDim,
                "1 to " + Generator.MAX_LATENT_DIM);
    }

    static void require(boolean holds, String option, @Nullable Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", expected " + expected);
        }
    }

    /** Of a factor that networks are computed with, which may be in single precision. */
    static void requirePositive(String option, double value) {
        require(value > 0 && Double.isFinite(value), option, value, "a positive number");
        require((float) value > 0 && Float.isFinite((float) value), option, value, "a number that a float can hold");
    }

    /** The lab's values, for a run of 30 epochs on MNIST. */
    public static TrainingConfig lab() {
        return new TrainingConfig(ObjectiveName.WGAN.rules(), DatasetName.MNIST, 0, 30, 128, 100, Precision.FP32, 0);
    }

    /** These values but for the precision. */
    public TrainingConfig withPrecision(Precision other) {
        return new TrainingConfig(rules, dataset, limit, epochs, batchSize, latentDim, other, seed);
    }

    /**
     * The values by the names of the command line's options: all that a resumed run must agree in. The number of epochs is
     * not among them, since a run may always go on.
     */
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>(rules.hyperparameters());
        values.put("dataset", dataset.toString());
        values.put("limit", limit);
        values.put("batch-size", batchSize);
        values.put("latent-dim", latentDim);
        values.put("precision", precision.toString());
        values.put("seed", seed);
        return values;
    }
}
