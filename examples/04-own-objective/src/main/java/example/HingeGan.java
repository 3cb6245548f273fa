package example;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.LeakyRelu;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.torch.Tensor;
import wgan.train.Adam;
import wgan.train.CriticLoss;
import wgan.train.CriticSchedule;
import wgan.train.InverseTimeDecay;
import wgan.train.LearningRateSchedule;
import wgan.train.Loss;
import wgan.train.Objective;
import wgan.train.Optimizer;
import wgan.train.WassersteinLoss;

/**
 * A GAN with the hinge loss (Lim and Ye 2017), and {@link SoftSign} in the discriminator.
 *
 * <pre>
 *   L_D = mean max(0, 1 - D(x)) + mean max(0, 1 + D(G(z)))        L_G = -mean D(G(z))
 * </pre>
 */
record HingeGan(CriticSchedule criticSchedule, LearningRateSchedule learningRates) implements Objective {
    static HingeGan defaults() {
        return new HingeGan(CriticSchedule.alternating(), InverseTimeDecay.constant(2e-4, 2e-4));
    }

    @Override
    public String name() {
        return "hinge-gan";
    }

    @Override
    public String title() {
        return "Hinge GAN";
    }

    @Override
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("objective", name());
        values.put("critic_steps", criticSchedule.steps());
        values.putAll(learningRates.hyperparameters());
        return values;
    }

    @Override
    public GeneratorArchitecture generator() {
        return GeneratorArchitecture.CONVOLUTIONAL;
    }

    /** Returns the layers of the lab's critic with another activation function. */
    @Override
    public List<NamedLayer> criticLayers(ImageShape shape) {
        return Critic.layers(shape).stream()
                .map(named -> named.layer() instanceof LeakyRelu ? new NamedLayer(named.name(), new SoftSign()) : named)
                .toList();
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
        return CriticLoss.of(critic, real, fake, HingeGan::hinge);
    }

    /** Computes L_D from the scores (2B, 1) of B real images and B generated ones, and its gradient. */
    private static Loss hinge(Tensor scores) {
        long batch = scores.size(0) / 2;
        Tensor sign = scores.onesLike();
        sign.narrow(0, 0, batch).fill_(-1); // the real ones
        Tensor margin = scores.mul(sign).add(1); // 1 - D(x), 1 + D(G(z))
        Tensor gradient = margin.heaviside().mul(sign).mul(1.0 / batch);
        return new Loss(margin.relu().sum().mul(1.0 / batch), gradient);
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return WassersteinLoss.generator(scores);
    }
}
