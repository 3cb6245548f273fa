package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.torch.Tensor;

/**
 * Wasserstein GAN with a gradient penalty instead of weight clipping (Gulrajani et al. 2017, algorithm 1).
 *
 * <pre>
 *   critic:     L_D = -(mean D(x) - mean D(G(z))) + λ · mean (‖∂D/∂x̂‖ - 1)²     x̂ = ε · x + (1 - ε) · G(z)
 *   generator:  L_G = -mean D(G(z))
 * </pre>
 *
 * <p>ε, the interpolation coefficient of each pair of images, is uniform in [0, 1). The critic has no batch normalization. Both
 * networks are optimized by Adam.
 *
 * @param criticSchedule when the networks are updated
 * @param gradientPenalty λ, positive; see {@link GradientPenalty}
 * @param learningRates of both networks
 */
public record WganGp(CriticSchedule criticSchedule, double gradientPenalty, LearningRateSchedule learningRates)
        implements Objective {
    /** The decay rates of the paper. */
    private static final Adam.Betas BETAS = new Adam.Betas(0, 0.9);

    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public WganGp {
        HyperparameterException.requirePositive("gradient_penalty", gradientPenalty);
    }

    /** Returns the paper's values, with the best learning rates of a sweep: {@code docs/learning-rates.md}. */
    public static WganGp defaults() {
        return new WganGp(
                new CriticSchedule(5, CriticSchedule.CriticBatches.SAME, CriticSchedule.Warmup.NONE),
                10,
                new CosineDecay(1e-3, 1e-3, 30));
    }

    /** Returns the values of the paper (Gulrajani et al. 2017, algorithm 1). */
    public static WganGp paper() {
        WganGp tuned = defaults();
        return new WganGp(tuned.criticSchedule, tuned.gradientPenalty, InverseTimeDecay.constant(1e-4, 1e-4));
    }

    @Override
    public String name() {
        return "wgan-gp";
    }

    @Override
    public String title() {
        return "WGAN-GP";
    }

    @Override
    public Map<String, Object> hyperparameters() {
        return Hyperparameters.of(this, Map.of("gradient_penalty", gradientPenalty));
    }

    @Override
    public GeneratorArchitecture generator() {
        return GeneratorArchitecture.CONVOLUTIONAL;
    }

    @Override
    public List<NamedLayer> criticLayers(ImageShape shape) {
        return Critic.layersWithoutBatchNorm(shape);
    }

    @Override
    public Optimizer generatorOptimizer(Network generator) {
        return new Adam(generator, BETAS);
    }

    @Override
    public Optimizer criticOptimizer(Network critic) {
        return new Adam(critic, BETAS);
    }

    @Override
    public CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform) {
        Tensor interpolated = fake.add(uniform.mul(real.sub(fake))); // x̂
        Tensor penalty = new GradientPenalty(gradientPenalty).backward(critic, interpolated);
        Tensor penaltyGradients = critic.gradients().clone(); // the next backward pass replaces them
        CriticLoss loss = CriticLoss.of(critic, real, fake, WassersteinLoss::critic);
        critic.gradients().add_(penaltyGradients);
        return loss.withPenalty(penalty);
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return WassersteinLoss.generator(scores);
    }

    @Override
    public boolean estimatesWassersteinDistance() {
        return true;
    }

    @Override
    public boolean hasPenalty() {
        return true;
    }
}
