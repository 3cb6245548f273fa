package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.Discriminator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.torch.Tensor;

/**
 * The original GAN, with fully connected networks (Goodfellow et al. 2014): a discriminator learns to classify images as real or
 * generated, and a generator learns to make it fail.
 *
 * <pre>
 *   discriminator:  L_D = -mean ln σ(D(x)) - mean ln(1 - σ(D(G(z))))
 *   generator:      L_G = -mean ln σ(D(G(z)))
 * </pre>
 *
 * <p>Both networks are optimized by Adam.
 *
 * @param criticSchedule when the networks are updated; without warm-up
 * @param learningRates of both networks
 */
public record Gan(CriticSchedule criticSchedule, LearningRateSchedule learningRates) implements Objective {
    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public Gan {
        requireNoWarmup(criticSchedule);
    }

    /**
     * Refuses a warm-up: a discriminator that is trained before the generator classifies with certainty, and the generator
     * then has no gradient.
     */
    static void requireNoWarmup(CriticSchedule schedule) {
        HyperparameterException.require(
                schedule.warmup() == CriticSchedule.Warmup.NONE,
                "critic_warmup",
                schedule.warmup(),
                "none for an objective with a discriminator");
    }

    /**
     * Returns the objective with one update of each network in turn and the best learning rates of a sweep: {@code
     * docs/learning-rates.md}.
     */
    public static Gan defaults() {
        return new Gan(CriticSchedule.alternating(), InverseTimeDecay.constant(5e-4, 5e-4));
    }

    /**
     * Returns the objective with one update of each network in turn. The paper has no rate for these networks, so the rate is that of
     * DCGAN's paper.
     */
    public static Gan paper() {
        return new Gan(CriticSchedule.alternating(), InverseTimeDecay.constant(2e-4, 2e-4));
    }

    @Override
    public String name() {
        return "gan";
    }

    @Override
    public String title() {
        return "GAN";
    }

    @Override
    public Map<String, Object> hyperparameters() {
        return Hyperparameters.of(this, Map.of());
    }

    @Override
    public GeneratorArchitecture generator() {
        return GeneratorArchitecture.DENSE;
    }

    @Override
    public List<NamedLayer> criticLayers(ImageShape shape) {
        return Discriminator.dense(shape);
    }

    @Override
    public Optimizer generatorOptimizer(Network generator) {
        return new Adam(generator, Adam.Betas.DCGAN);
    }

    @Override
    public Optimizer criticOptimizer(Network critic) {
        return new Adam(critic, Adam.Betas.DCGAN);
    }

    @Override
    public CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform) {
        return CriticLoss.of(critic, real, fake, BinaryCrossEntropyLoss::discriminator);
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return BinaryCrossEntropyLoss.generator(scores);
    }
}
