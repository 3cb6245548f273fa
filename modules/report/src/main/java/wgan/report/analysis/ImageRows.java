package wgan.report.analysis;

/** Images in rows, as a page shows them. Immutable, as long as the caller leaves the pixels as they are. */
public final class ImageRows {
    private final int columns;
    private final float[] pixels;

    /**
     * Images of 28 × 28 pixels.
     *
     * @param columns images in a row
     * @param pixels of one image after the other, in [-1, 1]; not copied
     */
    public ImageRows(int columns, float[] pixels) {
        this.columns = columns;
        this.pixels = pixels;
    }

    /** Returns the number of images in a row. */
    public int columns() {
        return columns;
    }

    /** Returns the pixels of one image after the other, in [-1, 1]; not a copy. */
    public float[] pixels() {
        return pixels;
    }
}
