/**
 * Layers with explicit gradients, the networks made of them, and their files.
 *
 * <p>A {@link wgan.model.Layer} implements its forward and backward pass explicitly: there is no autograd. A {@link
 * wgan.model.Network} is a sequence of layers whose parameters lie in one flat buffer. {@link
 * wgan.model.GeneratorArchitecture}, {@link wgan.model.Critic} and {@link wgan.model.Discriminator} are the networks of the
 * lab and of its variants. Applications can implement layers and architectures of their own.
 *
 * <p>A {@link wgan.model.Generator} generates images from {@link wgan.model.Latents}. {@link wgan.model.SafeTensors} reads
 * and writes the file format of its parameters, which PyTorch reads, too. A {@link wgan.model.PretrainedModel} is a trained model in a
 * module.
 */
@org.jspecify.annotations.NullMarked
module wgan.model {
    requires transitive wgan.image;
    requires transitive wgan.random;
    requires transitive wgan.torch;

    // A generator returns a BufferedImage.
    requires transitive java.desktop;
    requires tools.jackson.databind;
    requires static transitive org.jspecify;

    exports wgan.model;

    uses wgan.model.PretrainedModel;
}
