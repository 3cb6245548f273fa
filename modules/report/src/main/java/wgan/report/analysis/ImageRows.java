package wgan.report.analysis;

import wgan.image.ImageShape;

/** Images in rows, as a page shows them. Immutable, as long as the caller leaves the pixels as they are. */
public final class ImageRows {
    private final int columns;
    private final ImageShape shape;
    private final float[] pixels;

    /**
     * Images of one shape.
     *
     * @param columns images in a row
     * @param shape of every image
     * @param pixels of one image after the other, channel after channel, in [-1, 1]; not copied
     */
    public ImageRows(int columns, ImageShape shape, float[] pixels) {
        this.columns = columns;
        this.shape = shape;
        this.pixels = pixels;
    }

    /** Returns the number of images in a row. */
    public int columns() {
        return columns;
    }

    /** Returns the shape of every image. */
    public ImageShape shape() {
        return shape;
    }

    /** Returns the pixels of one image after the other, in [-1, 1]; not a copy. */
    public float[] pixels() {
        return pixels;
    }
}
