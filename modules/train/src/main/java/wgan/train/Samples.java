package wgan.train;

import wgan.data.ImageGrid;
import wgan.image.ImageShape;

/**
 * Images that the generator generated, from the same latent vectors each time, in Java memory.
 *
 * <p>The array is shared, not copied, and must not be changed.
 */
public final class Samples {

    private final float[] pixels;
    private final ImageShape shape;
    private final int count;

    /**
     * Wraps pixels.
     *
     * @param pixels numbers in [-1, 1], image after image, each channel after channel and row after row; -1 is black
     * @param shape of every image
     * @throws IllegalArgumentException if that is not a positive number of images
     */
    public Samples(float[] pixels, ImageShape shape) {
        this.pixels = pixels;
        this.shape = shape;
        count = shape.count(pixels.length, "samples");
    }

    /** Returns all pixels, which must not be changed. */
    public float[] pixels() {
        return pixels;
    }

    /** Returns the shape of every image. */
    public ImageShape shape() {
        return shape;
    }

    /** Returns the number of images. */
    public int count() {
        return count;
    }

    /** Returns a PNG of the lab's grid of all images: see {@link ImageGrid#LAB}. */
    public byte[] gridPng() {
        return ImageGrid.LAB.png(pixels, shape);
    }
}
