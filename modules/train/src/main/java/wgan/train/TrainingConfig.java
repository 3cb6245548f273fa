package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import wgan.model.Generator;

/**
 * The configuration of a run, except for its images. {@link #defaults} has the default values.
 *
 * @param objective the GAN variant with its hyper-parameters
 * @param epochs passes over the dataset
 * @param batchSize B, images in a batch
 * @param latentDim L, the latent dimension
 * @param ema the decay of the generator's exponential moving average, in (0, 1), which samples, evaluations and the saved generator then
 *     use; 0 for the generator itself
 * @param precision the floating-point numbers to compute with
 * @param seed determines all random numbers of the run
 */
public record TrainingConfig(
        Objective objective, int epochs, int batchSize, int latentDim, double ema, Precision precision, long seed) {
    /** The greatest number of epochs: more would take years, and a file that states more is damaged. */
    public static final int MAX_EPOCHS = 100_000;

    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public TrainingConfig {
        HyperparameterException.require(epochs >= 1 && epochs <= MAX_EPOCHS, "epochs", epochs, "1 to " + MAX_EPOCHS);
        // Batch normalization has no variance in a batch of one.
        HyperparameterException.require(batchSize >= 2, "batch_size", batchSize, "2 or more");
        HyperparameterException.require(
                latentDim >= 1 && latentDim <= Generator.MAX_LATENT_DIM,
                "latent_dim",
                latentDim,
                "1 to " + Generator.MAX_LATENT_DIM);
        HyperparameterException.require(ema >= 0 && ema < 1, "ema", ema, "0 for none, or a number below 1");
    }

    /**
     * Returns the default values: the lab's WGAN for 30 epochs in batches of 128, with latent vectors of 100 numbers, the
     * hyper-parameters of {@link Preset#TUNED}, the seed 0, and fp32. The command {@code train} has another precision by default,
     * {@link Precision#automatic}: a run of one can be resumed by the other only if both have the same.
     */
    public static TrainingConfig defaults() {
        return new TrainingConfig(Wgan.defaults(), 30, 128, 100, Preset.TUNED.ema(), Precision.FP32, 0);
    }

    /** Returns these values with another objective. */
    public TrainingConfig withObjective(Objective other) {
        return new TrainingConfig(other, epochs, batchSize, latentDim, ema, precision, seed);
    }

    /** Returns these values with another number of epochs. */
    public TrainingConfig withEpochs(int other) {
        return new TrainingConfig(objective, other, batchSize, latentDim, ema, precision, seed);
    }

    /**
     * Returns these values with another number of images in a batch.
     *
     * @throws HyperparameterException if it is below 2
     */
    public TrainingConfig withBatchSize(int other) {
        return new TrainingConfig(objective, epochs, other, latentDim, ema, precision, seed);
    }

    /**
     * Returns these values with another latent dimension.
     *
     * @throws HyperparameterException if it is not 1 to {@value Generator#MAX_LATENT_DIM}
     */
    public TrainingConfig withLatentDim(int other) {
        return new TrainingConfig(objective, epochs, batchSize, other, ema, precision, seed);
    }

    /** Returns these values with another decay of the generator's average. */
    public TrainingConfig withEma(double other) {
        return new TrainingConfig(objective, epochs, batchSize, latentDim, other, precision, seed);
    }

    /** Returns these values with another precision. */
    public TrainingConfig withPrecision(Precision other) {
        return new TrainingConfig(objective, epochs, batchSize, latentDim, ema, other, seed);
    }

    /** Returns these values with another seed. */
    public TrainingConfig withSeed(long other) {
        return new TrainingConfig(objective, epochs, batchSize, latentDim, ema, precision, other);
    }

    /**
     * Returns the values that must be equal when a run is resumed, by name and in a fixed order. The number of epochs is not
     * among them: a run can always be continued.
     */
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>(objective.hyperparameters());
        values.put("batch_size", batchSize);
        values.put("latent_dim", latentDim);
        values.put("ema", ema);
        values.put("precision", precision.toString());
        values.put("seed", seed);
        return values;
    }
}
