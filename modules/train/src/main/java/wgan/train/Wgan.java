package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.model.BatchNorm;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.torch.Tensor;

/**
 * Wasserstein GAN with weight clipping (Arjovsky, Chintala and Bottou 2017, algorithm 1).
 *
 * <pre>
 *   critic:     L_D = -(mean D(x) - mean D(G(z)))     then every parameter of D is clamped to [-c, c]
 *   generator:  L_G = -mean D(G(z))
 * </pre>
 *
 * <p>-L_D estimates the Wasserstein distance up to a factor. Both networks are those of the lab and are optimized by RMSprop.
 *
 * @param criticSchedule when the networks are updated
 * @param clip c, positive; 0.01 in the paper
 * @param clipBatchNorm whether the parameters of batch normalization are clamped, too
 * @param learningRates of both networks
 */
public record Wgan(
        CriticSchedule criticSchedule, double clip, boolean clipBatchNorm, LearningRateSchedule learningRates)
        implements Objective {
    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public Wgan {
        HyperparameterException.requirePositive("clip", clip);
    }

    /** Returns the lab's values, with the best learning rates of a sweep: {@code docs/learning-rates.md}. */
    public static Wgan defaults() {
        return new Wgan(
                new CriticSchedule(5, CriticSchedule.CriticBatches.SAME, false),
                0.01,
                true,
                new InverseTimeDecay(2e-5, 2e-3, 0.5));
    }

    @Override
    public String name() {
        return "wgan";
    }

    @Override
    public String title() {
        return "WGAN";
    }

    @Override
    public Map<String, Object> hyperparameters() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("clip", clip);
        own.put("clip_batch_norm", clipBatchNorm);
        return Hyperparameters.of(this, own);
    }

    @Override
    public GeneratorArchitecture generator() {
        return GeneratorArchitecture.CONVOLUTIONAL;
    }

    @Override
    public List<NamedLayer> criticLayers() {
        return Critic.layers();
    }

    @Override
    public Optimizer generatorOptimizer(Network generator) {
        return new RmsProp(generator);
    }

    @Override
    public Optimizer criticOptimizer(Network critic) {
        return new RmsProp(critic);
    }

    @Override
    public CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform) {
        return CriticLoss.of(critic, real, fake, WassersteinLoss::critic);
    }

    @Override
    public void constrainCritic(Network critic) {
        if (clipBatchNorm) {
            critic.masterParameters().clamp_(-clip, clip);
        } else {
            for (Parameter p : critic.parameters(layer -> !(layer instanceof BatchNorm))) {
                p.value().clamp_(-clip, clip);
            }
        }
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return WassersteinLoss.generator(scores);
    }

    @Override
    public boolean estimatesWassersteinDistance() {
        return true;
    }
}
