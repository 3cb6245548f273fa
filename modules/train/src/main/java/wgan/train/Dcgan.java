package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.Discriminator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Initializer;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.torch.Tensor;

/**
 * DCGAN: the objective of {@link Gan} with convolutional networks (Radford, Metz and Chintala 2016).
 *
 * @param criticSchedule when the networks are updated; without warm-up
 * @param learningRates of both networks
 */
public record Dcgan(CriticSchedule criticSchedule, LearningRateSchedule learningRates) implements Objective {
    /** The standard deviation of the initial weights (section 4 of the paper). */
    private static final double STANDARD_DEVIATION = 0.02;

    /**
     * Checks the values.
     *
     * @throws HyperparameterException if one is out of range
     */
    public Dcgan {
        Gan.requireNoWarmup(criticSchedule);
    }

    /**
     * Returns the objective with one update of each network in turn and the best learning rates of a sweep: {@code
     * docs/learning-rates.md}.
     */
    public static Dcgan defaults() {
        return new Dcgan(CriticSchedule.alternating(), InverseTimeDecay.constant(5e-4, 5e-4));
    }

    /** Returns the objective with the rates of its paper (Radford, Metz and Chintala 2016, section 4). */
    public static Dcgan paper() {
        return new Dcgan(CriticSchedule.alternating(), InverseTimeDecay.constant(2e-4, 2e-4));
    }

    @Override
    public String name() {
        return "dcgan";
    }

    @Override
    public String title() {
        return "DCGAN";
    }

    @Override
    public Map<String, Object> hyperparameters() {
        return Hyperparameters.of(this, Map.of());
    }

    @Override
    public GeneratorArchitecture generator() {
        return GeneratorArchitecture.CONVOLUTIONAL;
    }

    @Override
    public List<NamedLayer> criticLayers(ImageShape shape) {
        return Discriminator.convolutional(shape);
    }

    /**
     * Sets weights from a normal distribution (section 4 of the paper); biases and batch normalization keep PyTorch's
     * defaults.
     */
    @Override
    public Initializer initializer(Parameter parameter) {
        return parameter.shape().length > 1 ? Initializer.normal(0, STANDARD_DEVIATION) : parameter.initializer();
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
