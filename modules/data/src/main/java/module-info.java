/**
 * Digits on disk, turned into batches — and batches of images turned into files.
 *
 * <p>{@link wgan.data.Datasets} opens a dataset wherever it can be had, {@link wgan.data.Batches} prepares its shuffled,
 * scaled batches on another thread. {@link wgan.data.ImageGrid}, {@link wgan.data.ImageAnimation} and
 * {@link wgan.data.IdxFile} write what a network drew. Nothing here knows of libtorch: a batch is an array of floats.
 */
module wgan.data {
    // A Seed is what makes synthetic digits and the order of batches.
    requires transitive wgan.random;

    // ImageGrid hands out a BufferedImage; Java2D draws the synthetic digits.
    requires transitive java.desktop;
    requires org.apache.commons.compress;

    exports wgan.data;
}
