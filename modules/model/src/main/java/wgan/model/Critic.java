package wgan.model;

import java.util.ArrayList;
import java.util.List;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;

/**
 * The lab's critic, from images (B, C, H, W) to scores (B, 1), which are any real numbers.
 *
 * <p>Each of its {@link ImageShape#stages} convolutions halves both sides of the images; the first has 32 channels, and each of the
 * others twice as many as the one before. Images of MNIST's shape have the lab's layers.
 *
 * <p>Its scores estimate the Wasserstein distance, so it does not end in a sigmoid (Arjovsky, Chintala and Bottou 2017).
 */
public final class Critic {
    private static final double SLOPE = 0.2;
    private static final int HIDDEN = 1024;

    private Critic() {}

    /** Creates layers, which belong to no network yet. Their names are those of the lab's PyTorch module. */
    public static List<NamedLayer> layers(ImageShape shape) {
        List<NamedLayer> layers = new ArrayList<>();
        ConvolutionStages stages = ConvolutionStages.of(shape);
        for (ConvolutionStages.Stage stage : stages.stages()) {
            String name = "conv" + stage.number();
            layers.add(new NamedLayer(name + ".0", stage.convolution())); // (B, 2 · c, h / 2, w / 2)
            layers.add(new NamedLayer(name + ".1", new BatchNorm(stage.outputs())));
            layers.add(new NamedLayer(name + ".2", new LeakyRelu(SLOPE)));
        }
        layers.add(new NamedLayer("flatten", new Reshape(stages.features()))); // (B, c · h · w)
        layers.add(new NamedLayer("fc1.0", new Linear(stages.features(), HIDDEN))); // (B, 1024)
        layers.add(new NamedLayer("fc1.1", new LeakyRelu(SLOPE)));
        layers.add(new NamedLayer("cast", new Cast())); // the differences of scores are below the precision of bf16
        layers.add(new NamedLayer("fc2", new Linear(HIDDEN, 1))); // (B, 1)
        return List.copyOf(layers);
    }

    /**
     * Creates the same layers without batch normalization, for a gradient penalty: the penalty is a function of the gradient at each
     * image, and batch normalization makes a score depend on the whole batch (Gulrajani et al. 2017, section 4).
     */
    public static List<NamedLayer> layersWithoutBatchNorm(ImageShape shape) {
        return layers(shape).stream()
                .filter(named -> !(named.layer() instanceof BatchNorm))
                .toList();
    }
}
