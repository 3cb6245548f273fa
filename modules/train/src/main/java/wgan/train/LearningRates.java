package wgan.train;

/**
 * How fast the networks of a game learn, and how that falls in the course of a run.
 *
 * <pre>
 *   η(e) = η / (1 + R · e)        after e epochs
 * </pre>
 *
 * <p>This is decay by inverse time (Robbins and Monro 1951), which unlike most schedules need not know where the run will end: one
 * that goes on beyond its last epoch is the same as one that was meant to.
 *
 * @param critic η of the critic's optimizer at first
 * @param generator η of the generator's optimizer at first
 * @param decay R, per epoch; 0 for rates that stay
 */
public record LearningRates(double critic, double generator, double decay) {
    /** Checks each value; the message names the option, the value and what was expected. */
    public LearningRates {
        TrainingConfig.requirePositive("lr-critic", critic);
        TrainingConfig.requirePositive("lr-generator", generator);
        TrainingConfig.require(decay >= 0 && Double.isFinite(decay), "lr-decay", decay, "0 or a positive number");
    }

    /** Rates that stay. */
    public LearningRates(double critic, double generator) {
        this(critic, generator, 0);
    }

    /** What share of the first rates there is after so much of a run. */
    double share(Progress at) {
        return share(decay, at.iteration(), at.steps());
    }

    /**
     * What share of the first rates there is after so many iterations, above 0 and at most 1.
     *
     * @param decay R, per epoch
     * @param steps iterations in an epoch
     */
    public static double share(double decay, long iteration, long steps) {
        return 1 / (1 + decay * iteration / steps); // in this order, which the bits of a run depend on
    }
}
