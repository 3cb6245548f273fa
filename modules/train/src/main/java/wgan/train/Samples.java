package wgan.train;

/**
 * Images drawn by the generator, in plain Java memory.
 *
 * <p>Pixels lie image after image and row after row, each in [-1, 1]: −1 is the background, 1 is ink. The array
 * is shared, not copied; nobody changes it.
 */
public final class Samples {

    private final float[] pixels;
    private final int count;
    private final int rows;
    private final int columns;

    /**
     * Wraps pixels that are already there.
     *
     * @param pixels {@code count × rows × columns} values
     * @param count how many images
     * @param rows height of each image
     * @param columns width of each image
     * @throws IllegalArgumentException when the sizes do not multiply to the number of pixels
     */
    public Samples(float[] pixels, int count, int rows, int columns) {
        if (count < 1 || rows < 1 || columns < 1 || (long) count * rows * columns != pixels.length) {
            throw new IllegalArgumentException(
                    "samples: %d pixels for (%d, %d, %d); expected their product, all positive"
                            .formatted(pixels.length, count, rows, columns));
        }
        this.pixels = pixels;
        this.count = count;
        this.rows = rows;
        this.columns = columns;
    }

    /** All pixels, not to be changed. */
    public float[] pixels() {
        return pixels;
    }

    /** How many images there are. */
    public int count() {
        return count;
    }

    /** Height of each image in pixels. */
    public int rows() {
        return rows;
    }

    /** Width of each image in pixels. */
    public int columns() {
        return columns;
    }
}
