package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learning rates that decrease to 0 on half a period of a cosine (Loshchilov and Hutter 2017, equation 5, without restarts).
 *
 * <pre>
 *   η(e) = η · (1 + cos(π · e / E)) / 2        after e epochs, up to E; 0 from then on
 * </pre>
 *
 * <p>E is a hyper-parameter of its own: the number of epochs of a run does not change its rates.
 *
 * @param critic initial η of the critic
 * @param generator initial η of the generator
 * @param epochs E, after which training no longer changes the networks
 */
public record CosineDecay(double critic, double generator, int epochs) implements LearningRateSchedule {
    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public CosineDecay {
        HyperparameterException.requirePositive("lr_critic", critic);
        HyperparameterException.requirePositive("lr_generator", generator);
        HyperparameterException.require(
                epochs >= 1 && epochs <= TrainingConfig.MAX_EPOCHS,
                "lr_decay_epochs",
                epochs,
                "1 to " + TrainingConfig.MAX_EPOCHS);
    }

    @Override
    public double critic(Progress at) {
        return factor(at) * critic;
    }

    @Override
    public double generator(Progress at) {
        return factor(at) * generator;
    }

    private double factor(Progress at) {
        double fraction = at.iteration() / ((double) epochs * at.steps());
        return fraction >= 1 ? 0 : (1 + Math.cos(Math.PI * fraction)) / 2;
    }

    @Override
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lr_critic", critic);
        values.put("lr_generator", generator);
        values.put("lr_decay_epochs", epochs);
        return values;
    }
}
