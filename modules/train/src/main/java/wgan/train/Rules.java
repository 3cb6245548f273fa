package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a game is played: its objective and what can be set of it; {@link ObjectiveName#rules} has the usual values.
 *
 * <p>What only some objectives use is null for the others, and has a value for those.
 *
 * @param objective the game
 * @param criticSteps updates of the critic to one of the generator
 * @param criticBatches what real images these updates see
 * @param criticWarmup whether the critic gets {@value #WARMUP_STEPS} updates instead, while the generator has had fewer
 *     than {@value #WARMUP_UPDATES} and each time that it has had a multiple of {@value #WARMUP_INTERVAL}, as in the code
 *     of the WGAN paper's authors
 * @param clip c, the bound on the absolute value of each parameter of the critic
 * @param clipBatchNorm whether it is one on the parameters of batch-norms, too
 * @param gradientPenalty λ, the weight of the gradient penalty in the critic's loss
 * @param learningRates of both networks
 */
public record Rules(
        ObjectiveName objective,
        int criticSteps,
        CriticBatches criticBatches,
        @Nullable Boolean criticWarmup,
        @Nullable Double clip,
        @Nullable Boolean clipBatchNorm,
        @Nullable Double gradientPenalty,
        LearningRates learningRates) {
    private static final int WARMUP_STEPS = 100;
    private static final int WARMUP_UPDATES = 25;
    private static final int WARMUP_INTERVAL = 500;

    /** A run can only be stopped between two updates of the generator, and shall not let its user wait for minutes. */
    private static final int MAX_CRITIC_STEPS = 1000;

    /** Which real images the updates of the critic see between two of the generator. */
    public enum CriticBatches {
        /** All the same batch, as in the lab: an epoch has as many updates of the generator as batches. */
        SAME,
        /** Each a batch of its own, as in the paper: an epoch has fewer updates of the generator. */
        FRESH;

        /** As the command line has it. */
        @Override
        public String toString() {
            return this == SAME ? "same" : "fresh";
        }
    }

    /** Checks each value; the message names the option, the value and what was expected. */
    public Rules {
        TrainingConfig.require(
                criticSteps >= 1 && criticSteps <= MAX_CRITIC_STEPS,
                "critic-steps",
                criticSteps,
                "1 to " + MAX_CRITIC_STEPS);
        // Each log point of an epoch is to have a loss of the generator.
        TrainingConfig.require(
                criticBatches == CriticBatches.SAME || criticSteps <= Progress.LOG_INTERVAL,
                "critic-steps",
                criticSteps,
                "at most " + Progress.LOG_INTERVAL + " with fresh batches");
        TrainingConfig.require(
                criticBatches == CriticBatches.SAME || criticSteps > 1 || Boolean.TRUE.equals(criticWarmup),
                "critic-batches",
                criticBatches,
                "same, since the critic has a single update on each");
        requireUse(objective.warmsUp(), objective, "critic-warmup", criticWarmup);
        requireUse(objective.clips(), objective, "clip", clip);
        requireUse(objective.clips(), objective, "clip-batch-norm", clipBatchNorm);
        requireUse(objective.penalizes(), objective, "gradient-penalty", gradientPenalty);
        if (clip != null) {
            TrainingConfig.requirePositive("clip", clip);
        }
        if (gradientPenalty != null) {
            TrainingConfig.requirePositive("gradient-penalty", gradientPenalty);
        }
    }

    private static void requireUse(boolean used, ObjectiveName objective, String option, @Nullable Object value) {
        TrainingConfig.require(
                used || value == null, option, value, "nothing, since " + objective + " has no use for it");
        TrainingConfig.require(!used || value != null, option, value, "a value, since " + objective + " needs one");
    }

    /**
     * How many updates the critic gets before the next one of the generator.
     *
     * @param generatorUpdates how many the generator has had
     */
    int criticStepsAfter(long generatorUpdates) {
        boolean warm = Boolean.TRUE.equals(criticWarmup)
                && (generatorUpdates < WARMUP_UPDATES || generatorUpdates % WARMUP_INTERVAL == 0);
        return warm ? WARMUP_STEPS : criticSteps;
    }

    /** The values by the names of the command line's options, without what the objective has no use for. */
    Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("objective", objective.toString());
        values.put("critic-steps", criticSteps);
        values.put("critic-batches", criticBatches.toString());
        putIfUsed(values, "critic-warmup", criticWarmup);
        putIfUsed(values, "clip", clip);
        putIfUsed(values, "clip-batch-norm", clipBatchNorm);
        putIfUsed(values, "gradient-penalty", gradientPenalty);
        values.put("lr-critic", learningRates.critic());
        values.put("lr-generator", learningRates.generator());
        values.put("lr-decay", learningRates.decay());
        return values;
    }

    private static void putIfUsed(Map<String, Object> values, String option, @Nullable Object value) {
        if (value != null) {
            values.put(option, value);
        }
    }
}
