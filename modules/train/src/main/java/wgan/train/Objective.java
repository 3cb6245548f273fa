package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.Initializer;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.torch.Tensor;

/**
 * A GAN variant: two networks, the loss that each of them minimizes, and the optimizer of each.
 *
 * <p>An objective is an immutable value, usually a record of hyper-parameters: {@link Wgan}, {@link WganGp}, {@link Gan} and
 * {@link Dcgan} are built in. An application can implement its own; training, checkpoints and metrics work with it unchanged. The
 * state of a run, networks and optimizers, belongs to the {@link Trainer}.
 *
 * <p>The methods that compute are pure functions of tensors on one device. Their results belong to the open
 * {@link wgan.torch.TensorScope}.
 */
public interface Objective {
    /** Returns the name in files, such as {@code wgan-gp}: lower-case letters, digits and hyphens. */
    String name();

    /** Returns the name in text and in TensorBoard's tags, such as {@code WGAN-GP}. */
    String title();

    /** Returns when the critic and the generator are updated. */
    CriticSchedule criticSchedule();

    /** Returns the learning rates of both networks in the course of a run. */
    LearningRateSchedule learningRates();

    /**
     * Returns all values that determine what is computed, by name and in a fixed order, those of the two schedules included.
     * A run can be resumed only with equal values.
     */
    Map<String, Object> hyperparameters();

    /** Returns the architecture of the generator. */
    GeneratorArchitecture generator();

    /**
     * Creates the layers of the critic, from images (B, C, H, W) to scores (B, 1). They belong to no network yet.
     *
     * @param shape (C, H, W)
     */
    List<NamedLayer> criticLayers(ImageShape shape);

    /** Returns the initializer of a parameter of either network. The default is the parameter's own. */
    default Initializer initializer(Parameter parameter) {
        return parameter.initializer();
    }

    /** Creates the optimizer of the generator, which the caller closes. */
    Optimizer generatorOptimizer(Network generator);

    /** Creates the optimizer of the critic, which the caller closes. */
    Optimizer criticOptimizer(Network critic);

    /**
     * Computes the loss of the critic, and its gradients with respect to the critic's parameters, which replace {@link
     * Network#gradients()}.
     *
     * @param critic in training mode
     * @param real (B, C, H, W), in [-1, 1]
     * @param fake (B, C, H, W), generated images
     * @param uniform (B, 1, 1, 1), random numbers from the uniform distribution over [0, 1), one for each pair of images:
     *     the interpolation coefficients of a gradient penalty
     */
    CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform);

    /** Restricts the parameters of the critic, in place, after each of its updates. The default does nothing. */
    default void constrainCritic(Network critic) {}

    /**
     * Computes the loss of the generator.
     *
     * @param scores (B, 1), of generated images
     * @return the loss, and its gradient with respect to the scores
     */
    Loss generatorLoss(Tensor scores);

    /**
     * Returns whether {@code -L_D} estimates a Wasserstein distance: the second network is then called a critic, and
     * otherwise a discriminator. The default is false.
     */
    default boolean estimatesWassersteinDistance() {
        return false;
    }

    /** Returns whether the loss of the critic contains a penalty: see {@link CriticLoss#scores()}. The default is false. */
    default boolean hasPenalty() {
        return false;
    }
}
