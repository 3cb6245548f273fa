package wgan.train;

import java.util.Map;
import wgan.model.Network;
import wgan.torch.Tensor;

/**
 * The game that the two networks play: what each of them tries to make small, and how it learns.
 *
 * <p>It owns both networks and their optimizers. Results and temporaries belong to the scope that is open.
 */
public interface Objective extends AutoCloseable {
    /** What maps latent vectors to images. */
    Network generator();

    /** What tells real images from generated ones; a discriminator, in a GAN. */
    Network critic();

    /**
     * Updates the critic once.
     *
     * @param real (B, 1, 28, 28) images in [-1, 1]
     * @param draws what is random in this update, for B images
     * @return its loss before the update
     */
    CriticLoss criticStep(Tensor real, Draws draws);

    /**
     * Updates the generator once.
     *
     * @param noise (B, L) latent vectors
     * @return its loss before the update, without dimensions
     */
    Tensor generatorStep(Tensor noise);

    /**
     * Makes both networks learn faster or slower than at first, from here on.
     *
     * @param share what their learning rates are multiplied with
     */
    void scaleRates(double share);

    /** Every tensor that the next step depends on, by name, for a checkpoint to read or write. */
    Map<String, Tensor> state();

    @Override
    void close();
}
