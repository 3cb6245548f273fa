package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import wgan.data.DatasetName;
import wgan.model.Generator;

/**
 * Everything that decides what a run computes; {@link #lab} has the lab's values.
 *
 * @param objective the game, such as {@code wgan}
 * @param dataset where the real pictures come from
 * @param limit how many pictures of it are used, from its first on; 0 for all
 * @param epochs how often training goes through them
 * @param batchSize B, pictures in a batch
 * @param latentSize L, numbers in a latent vector
 * @param criticSteps updates of the critic to one of the generator, all on the same real batch
 * @param clip c, the bound on the absolute value of each parameter of the critic
 * @param criticLearningRate η of the critic's RMSprop
 * @param generatorLearningRate η of the generator's RMSprop
 * @param precision the numbers to compute with
 * @param seed what everything random follows from
 */
public record TrainingConfig(
        String objective,
        DatasetName dataset,
        int limit,
        int epochs,
        int batchSize,
        int latentSize,
        int criticSteps,
        double clip,
        double criticLearningRate,
        double generatorLearningRate,
        Precision precision,
        long seed) {
    /** The one objective there is so far. */
    public static final String WGAN = "wgan";

    /** The learning rate of the WGAN paper. */
    private static final double PAPER_LEARNING_RATE = 5e-5;

    /** Checks each value; the message names the option, the value and what was expected. */
    public TrainingConfig {
        require(objective.equals(WGAN), "objective", objective, WGAN);
        require(limit >= 0, "limit", limit, "0 for all pictures, or how many");
        require(epochs >= 1, "epochs", epochs, "1 or more");
        // Batch normalisation has no variance to divide by in a batch of one.
        require(batchSize >= 2, "batch-size", batchSize, "2 or more");
        require(
                latentSize >= 1 && latentSize <= Generator.MAX_LATENT_SIZE,
                "latent-dim",
                latentSize,
                "1 to " + Generator.MAX_LATENT_SIZE);
        require(criticSteps >= 1, "critic-steps", criticSteps, "1 or more");
        require(clip > 0 && Double.isFinite(clip), "clip", clip, "a positive number");
        requireRate("lr-critic", criticLearningRate);
        requireRate("lr-generator", generatorLearningRate);
    }

    private static void requireRate(String option, double rate) {
        require(rate > 0 && Double.isFinite(rate), option, rate, "a positive number");
    }

    private static void require(boolean holds, String option, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", expected " + expected);
        }
    }

    /** The lab's values, for a run of 30 epochs on MNIST; the learning rates are the paper's. */
    public static TrainingConfig lab() {
        return new TrainingConfig(
                WGAN,
                DatasetName.MNIST,
                0,
                30,
                128,
                100,
                5,
                0.01,
                PAPER_LEARNING_RATE,
                PAPER_LEARNING_RATE,
                Precision.FP32,
                0);
    }

    /** These values but for the precision. */
    public TrainingConfig withPrecision(Precision other) {
        return new TrainingConfig(
                objective,
                dataset,
                limit,
                epochs,
                batchSize,
                latentSize,
                criticSteps,
                clip,
                criticLearningRate,
                generatorLearningRate,
                other,
                seed);
    }

    /**
     * The values by the names of the command line's options: all that a resumed run must agree in. The number of epochs is
     * not among them, since a run may always go on.
     */
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("objective", objective);
        values.put("dataset", dataset.toString());
        values.put("limit", limit);
        values.put("batch-size", batchSize);
        values.put("latent-dim", latentSize);
        values.put("critic-steps", criticSteps);
        values.put("clip", clip);
        values.put("lr-critic", criticLearningRate);
        values.put("lr-generator", generatorLearningRate);
        values.put("precision", precision.toString());
        values.put("seed", seed);
        return values;
    }
}
