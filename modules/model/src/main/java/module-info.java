/**
 * Layers with explicit gradients, the networks made of them, and their files.
 *
 * <p>A {@link wgan.model.Layer} has a forward and a backward pass, written out by hand: no autograd. A
 * {@link wgan.model.Network} is a list of layers whose parameters lie in one flat buffer. {@link wgan.model.Generator},
 * {@link wgan.model.DenseGenerator}, {@link wgan.model.Critic} and {@link wgan.model.Discriminator} are such lists.
 * {@link wgan.model.SafeTensors} is the file format they share with PyTorch.
 *
 * <p>{@link wgan.model.Latents} walks from one latent vector to another, {@link wgan.model.LatentFile} keeps them.
 */
@org.jspecify.annotations.NullMarked
module wgan.model {
    requires transitive wgan.random;
    requires transitive wgan.torch;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports wgan.model;
}
