/**
 * The shape of images, and the scales of their pixels.
 *
 * <p>A {@link wgan.image.ImageShape} is what datasets, networks, metrics and files agree on. {@link wgan.image.Pixels} converts between
 * the bytes of files, the numbers of networks and Java's images. {@link wgan.image.FileKind} recognizes formats by their first bytes,
 * and {@link wgan.image.FileText} makes what they contain a part of a message. The module has no state.
 */
module wgan.image {
    // Pixels converts from and to BufferedImage.
    requires transitive java.desktop;

    exports wgan.image;
}
