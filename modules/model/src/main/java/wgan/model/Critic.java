package wgan.model;

import java.util.List;
import wgan.model.Network.NamedLayer;

/**
 * The lab's critic, from images (B, 1, 28, 28) to scores (B, 1), which are any real numbers.
 *
 * <p>Its scores estimate the Wasserstein distance, so it does not end in a sigmoid (Arjovsky, Chintala and Bottou 2017).
 */
public final class Critic {
    private static final double SLOPE = 0.2;

    private Critic() {}

    /** Creates layers, which belong to no network yet. Their names are those of the lab's PyTorch module. */
    public static List<NamedLayer> layers() {
        return List.of(
                new NamedLayer("conv1.0", Convolution.plain(1, 32, 5, 2, 2)), // (B, 32, 14, 14)
                new NamedLayer("conv1.1", new BatchNorm(32)),
                new NamedLayer("conv1.2", new LeakyRelu(SLOPE)),
                new NamedLayer("conv2.0", Convolution.plain(32, 64, 5, 2, 2)), // (B, 64, 7, 7)
                new NamedLayer("conv2.1", new BatchNorm(64)),
                new NamedLayer("conv2.2", new LeakyRelu(SLOPE)),
                new NamedLayer("flatten", new Reshape(64 * 7 * 7)), // (B, 3136)
                new NamedLayer("fc1.0", new Linear(64 * 7 * 7, 1024)), // (B, 1024)
                new NamedLayer("fc1.1", new LeakyRelu(SLOPE)),
                new NamedLayer("cast", new Cast()), // the differences of scores are below the precision of bf16
                new NamedLayer("fc2", new Linear(1024, 1))); // (B, 1)
    }

    /**
     * Creates the same layers without batch normalization, for a gradient penalty: the penalty is a function of the gradient at each
     * image, and batch normalization makes a score depend on the whole batch (Gulrajani et al. 2017, section 4).
     */
    public static List<NamedLayer> layersWithoutBatchNorm() {
        return layers().stream()
                .filter(named -> !(named.layer() instanceof BatchNorm))
                .toList();
    }
}
