package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learning rates that decay with the inverse of time.
 *
 * <pre>
 *   η(e) = η / (1 + R · e)        after e epochs
 * </pre>
 *
 * <p>Decay by inverse time (Robbins and Monro 1951) does not depend on the length of the run: a run that is continued beyond
 * its last epoch is the same as a run that was longer from the beginning.
 *
 * @param critic initial η of the critic
 * @param generator initial η of the generator
 * @param decay R of the generator, per epoch; 0 for a constant rate
 * @param criticDecay R of the critic, likewise
 */
public record InverseTimeDecay(double critic, double generator, double decay, double criticDecay)
        implements LearningRateSchedule {
    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public InverseTimeDecay {
        HyperparameterException.requirePositive("lr_critic", critic);
        HyperparameterException.requirePositive("lr_generator", generator);
        requireDecay("lr_decay", decay);
        requireDecay("lr_decay_critic", criticDecay);
    }

    /**
     * Decays both rates equally.
     *
     * @throws HyperparameterException if a value is out of range
     */
    public InverseTimeDecay(double critic, double generator, double decay) {
        this(critic, generator, decay, decay);
    }

    private static void requireDecay(String name, double decay) {
        HyperparameterException.require(decay >= 0 && Double.isFinite(decay), name, decay, "0 or a positive number");
    }

    /** Returns constant learning rates, above 0. */
    public static InverseTimeDecay constant(double critic, double generator) {
        return new InverseTimeDecay(critic, generator, 0);
    }

    @Override
    public double critic(Progress at) {
        return factor(criticDecay, at.iteration(), at.steps()) * critic;
    }

    @Override
    public double generator(Progress at) {
        return factor(decay, at.iteration(), at.steps()) * generator;
    }

    /**
     * Returns the factor of the initial rates after some iterations, above 0 and at most 1.
     *
     * @param decay R, per epoch
     * @param iterations iterations done
     * @param steps iterations in an epoch
     */
    public static double factor(double decay, long iterations, long steps) {
        return 1 / (1 + decay * iterations / steps); // the bits of a run depend on this order
    }

    @Override
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lr_critic", critic);
        values.put("lr_generator", generator);
        values.put("lr_decay", decay);
        values.put("lr_decay_critic", criticDecay);
        return values;
    }
}
