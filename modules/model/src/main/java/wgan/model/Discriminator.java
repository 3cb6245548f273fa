package wgan.model;

import java.util.List;
import wgan.model.Network.NamedLayer;

/**
 * The discriminators of GAN and DCGAN, from images (B, 1, 28, 28) to logits (B, 1).
 *
 * <p>The sigmoid of a logit is the probability that the image is real; it is part of the loss, which is exact for logits of
 * any magnitude.
 */
public final class Discriminator {
    private static final double SLOPE = 0.2;

    private Discriminator() {}

    /** Creates fully connected layers, as in the original GAN (Goodfellow et al. 2014); they belong to no network yet. */
    public static List<NamedLayer> dense() {
        return List.of(
                new NamedLayer("flatten", new Reshape(Generator.PIXELS)), // (B, 784)
                new NamedLayer("fc1", new Linear(Generator.PIXELS, 512)), // (B, 512)
                new NamedLayer("relu1", new LeakyRelu(SLOPE)),
                new NamedLayer("fc2", new Linear(512, 256)), // (B, 256)
                new NamedLayer("relu2", new LeakyRelu(SLOPE)),
                new NamedLayer("cast", new Cast()), // the loss of a large logit is below the precision of bf16
                new NamedLayer("fc3", new Linear(256, 1))); // (B, 1)
    }

    /**
     * Creates layers with the critic's convolutions, by the rules of DCGAN: strides instead of pooling, LeakyReLU, batch
     * normalization except at input and output, no fully connected hidden layer (Radford, Metz and Chintala 2016, section
     * 3). They belong to no network yet.
     */
    public static List<NamedLayer> convolutional() {
        return List.of(
                new NamedLayer("conv1.0", Convolution.plain(1, 32, 5, 2, 2)), // (B, 32, 14, 14)
                new NamedLayer("conv1.1", new LeakyRelu(SLOPE)),
                new NamedLayer("conv2.0", Convolution.plain(32, 64, 5, 2, 2)), // (B, 64, 7, 7)
                new NamedLayer("conv2.1", new BatchNorm(64)),
                new NamedLayer("conv2.2", new LeakyRelu(SLOPE)),
                new NamedLayer("flatten", new Reshape(64 * 7 * 7)), // (B, 3136)
                new NamedLayer("cast", new Cast()), // the loss of a large logit is below the precision of bf16
                new NamedLayer("fc1", new Linear(64 * 7 * 7, 1))); // (B, 1)
    }
}
