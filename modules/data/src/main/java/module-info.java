/**
 * Datasets of images, their batches, and files of generated images.
 *
 * <p>{@link wgan.data.Datasets} opens MNIST, Fashion-MNIST, synthetic digits and user-provided files; an application can also
 * implement {@link wgan.data.Dataset}. {@link wgan.data.Batches} returns the shuffled, scaled batches of an epoch as arrays of
 * floats. {@link wgan.data.ImageGrid}, {@link wgan.data.ImageAnimation} and {@link wgan.data.IdxFile} write generated images.
 * This module does not depend on libtorch.
 */
module wgan.data {
    // A Seed determines the synthetic digits and the order of batches.
    requires transitive wgan.random;

    // ImageGrid returns a BufferedImage, and Java2D draws the synthetic digits.
    requires transitive java.desktop;
    requires org.apache.commons.compress;

    exports wgan.data;
}
