package wgan.train;

import wgan.data.ImageGrid;

/**
 * Images that the generator generated, from the same latent vectors each time, in Java memory.
 *
 * <p>The array is shared, not copied, and must not be changed.
 */
public final class Samples {

    private final float[] pixels;
    private final int count;
    private final int rows;
    private final int columns;

    /**
     * Wraps pixels.
     *
     * @param pixels {@code count × rows × columns} numbers in [-1, 1], image after image, each in row-major order; -1 is black
     * @param count number of images
     * @param rows height of an image
     * @param columns width of an image
     * @throws IllegalArgumentException if the sizes do not multiply to the number of pixels
     */
    public Samples(float[] pixels, int count, int rows, int columns) {
        if (count < 1 || rows < 1 || columns < 1 || (long) count * rows * columns != pixels.length) {
            throw new IllegalArgumentException(
                    "samples: %d pixels for (%d, %d, %d), expected their product, all positive"
                            .formatted(pixels.length, count, rows, columns));
        }
        this.pixels = pixels;
        this.count = count;
        this.rows = rows;
        this.columns = columns;
    }

    /** Returns all pixels, which must not be changed. */
    public float[] pixels() {
        return pixels;
    }

    /** Returns the number of images. */
    public int count() {
        return count;
    }

    /** Returns the height of an image in pixels. */
    public int rows() {
        return rows;
    }

    /** Returns the width of an image in pixels. */
    public int columns() {
        return columns;
    }

    /** Returns a PNG of the lab's grid of all images: see {@link ImageGrid#LAB}. */
    public byte[] gridPng() {
        return ImageGrid.LAB.png(pixels);
    }
}
