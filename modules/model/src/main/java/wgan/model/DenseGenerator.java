package wgan.model;

import java.util.List;
import wgan.model.Network.NamedLayer;

/**
 * A generator of fully connected layers only: latent vectors (B, L) to images (B, 1, 28, 28) in [-1, 1].
 *
 * <p>It is the one that goes with the original GAN (Goodfellow et al. 2014), with LeakyReLU between the layers.
 */
public final class DenseGenerator {
    /** What the names of its tensors have that those of {@link Generator#layers} lack. */
    static final String LAST_WEIGHT = "fc4.weight";

    /** Numbers that the first layer makes of a latent vector. */
    static final int FIRST_WIDTH = 256;

    private static final double SLOPE = 0.2;

    private DenseGenerator() {}

    /**
     * New layers.
     *
     * @param latentDim L, numbers in a latent vector
     */
    public static List<NamedLayer> layers(int latentDim) {
        return List.of(
                new NamedLayer("fc1", new Linear(latentDim, FIRST_WIDTH)), // (B, 256)
                new NamedLayer("relu1", new LeakyRelu(SLOPE)),
                new NamedLayer("fc2", new Linear(FIRST_WIDTH, 512)), // (B, 512)
                new NamedLayer("relu2", new LeakyRelu(SLOPE)),
                new NamedLayer("fc3", new Linear(512, 1024)), // (B, 1024)
                new NamedLayer("relu3", new LeakyRelu(SLOPE)),
                new NamedLayer("fc4", new Linear(1024, Generator.PIXELS)), // (B, 784)
                new NamedLayer("tanh", new Tanh()),
                new NamedLayer("reshape", new Reshape(1, Generator.SIDE, Generator.SIDE))); // (B, 1, 28, 28)
    }
}
