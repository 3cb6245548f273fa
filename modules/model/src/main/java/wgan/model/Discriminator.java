package wgan.model;

import java.util.ArrayList;
import java.util.List;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;

/**
 * The discriminators of GAN and DCGAN, from images (B, C, H, W) to logits (B, 1).
 *
 * <p>The sigmoid of a logit is the probability that the image is real; it is part of the loss, which is exact for logits of
 * any magnitude.
 */
public final class Discriminator {
    private static final double SLOPE = 0.2;

    private Discriminator() {}

    /** Creates fully connected layers, as in the original GAN (Goodfellow et al. 2014); they belong to no network yet. */
    public static List<NamedLayer> dense(ImageShape shape) {
        return List.of(
                new NamedLayer("flatten", new Reshape(shape.numel())), // (B, C · H · W)
                new NamedLayer("fc1", new Linear(shape.numel(), 512)), // (B, 512)
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
    public static List<NamedLayer> convolutional(ImageShape shape) {
        List<NamedLayer> layers = new ArrayList<>();
        ConvolutionStages stages = ConvolutionStages.of(shape);
        for (ConvolutionStages.Stage stage : stages.stages()) {
            String name = "conv" + stage.number();
            layers.add(new NamedLayer(name + ".0", stage.convolution())); // (B, 2 · c, h / 2, w / 2)
            if (stage.number() == 1) {
                layers.add(new NamedLayer(name + ".1", new LeakyRelu(SLOPE)));
            } else {
                layers.add(new NamedLayer(name + ".1", new BatchNorm(stage.outputs())));
                layers.add(new NamedLayer(name + ".2", new LeakyRelu(SLOPE)));
            }
        }
        layers.add(new NamedLayer("flatten", new Reshape(stages.features()))); // (B, c · h · w)
        layers.add(new NamedLayer("cast", new Cast())); // the loss of a large logit is below the precision of bf16
        layers.add(new NamedLayer("fc1", new Linear(stages.features(), 1))); // (B, 1)
        return List.copyOf(layers);
    }
}
