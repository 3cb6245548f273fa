/**
 * Datasets of images, their batches, and files of generated images.
 *
 * <p>{@link wgan.data.Datasets} opens the datasets that have a {@link wgan.data.DatasetName}, such as MNIST, and {@link wgan.data.images}
 * reads own images; an application can also implement {@link wgan.data.Dataset}. {@link wgan.data.Batches} returns the shuffled, scaled
 * batches of an epoch as arrays of floats. {@link wgan.data.ImageGrid}, {@link wgan.data.ImageAnimation} and {@link wgan.data.IdxFile} write generated images.
 * This module does not depend on libtorch.
 */
module wgan.data {
    // A Seed determines the synthetic digits and the order of batches.
    requires transitive wgan.random;

    // A dataset has a shape.
    requires transitive wgan.image;

    // ImageGrid returns a BufferedImage, and Java2D draws the synthetic digits.
    requires transitive java.desktop;
    requires org.apache.commons.compress;

    exports wgan.data;
    exports wgan.data.images;
}
