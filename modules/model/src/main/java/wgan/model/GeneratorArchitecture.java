package wgan.model;

import java.util.List;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;

/**
 * The layers of a generator, and its name in model files.
 *
 * <p>{@link #CONVOLUTIONAL} and {@link #DENSE} are found by their names when a file is loaded. An application that
 * implements its own architecture passes it to {@link Generator#load(java.nio.file.Path, wgan.torch.Device,
 * GeneratorArchitecture)}. Immutable.
 */
public interface GeneratorArchitecture {
    /** The lab's generator, and its extension to other shapes by the rule of DCGAN. */
    GeneratorArchitecture CONVOLUTIONAL = new ConvolutionalGenerator();

    /** The fully connected generator of the original GAN. */
    GeneratorArchitecture DENSE = new DenseGenerator();

    /** Returns the name in model files, such as {@code convolutional}. */
    String name();

    /**
     * Creates layers from latent vectors (B, L) to images (B, C, H, W) in [-1, 1], which belong to no network yet.
     *
     * @param latentDim L, the latent dimension
     * @param shape (C, H, W)
     * @throws IllegalArgumentException if the architecture has no such images
     */
    List<NamedLayer> layers(int latentDim, ImageShape shape);
}
