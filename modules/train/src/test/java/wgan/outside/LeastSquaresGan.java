package wgan.outside;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.Discriminator;
import wgan.model.GeneratorArchitecture;
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

/**
 * Least squares GAN (Mao et al. 2017, equation 9).
 *
 * <pre>
 *   discriminator:  L_D = ½ mean (D(x) - 1)² + ½ mean D(G(z))²
 *   generator:      L_G = ½ mean (D(G(z)) - 1)²
 * </pre>
 *
 * @param learningRate of both networks
 */
record LeastSquaresGan(double learningRate) implements Objective {
    @Override
    public String name() {
        return "ls-gan";
    }

    @Override
    public String title() {
        return "LSGAN";
    }

    @Override
    public CriticSchedule criticSchedule() {
        return CriticSchedule.alternating();
    }

    @Override
    public LearningRateSchedule learningRates() {
        return InverseTimeDecay.constant(learningRate, learningRate);
    }

    @Override
    public Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("objective", name());
        values.put("learning_rate", learningRate);
        return values;
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
        return CriticLoss.of(critic, real, fake, LeastSquaresGan::discriminatorLoss);
    }

    /** Returns the loss of scores (2B, 1), the first B of real images. */
    static Loss discriminatorLoss(Tensor scores) {
        long batch = scores.size(0) / 2;
        Tensor targets = scores.zerosLike(); // 1 for real images, 0 for generated ones
        targets.narrow(0, 0, batch).fill_(1);
        return squaredError(scores.sub(targets), batch);
    }

    @Override
    public Loss generatorLoss(Tensor scores) {
        return squaredError(scores.sub(1), scores.size(0));
    }

    private static Loss squaredError(Tensor error, long batch) {
        return new Loss(error.mul(error).sum().mul(0.5 / batch), error.mul(1.0 / batch));
    }
}
