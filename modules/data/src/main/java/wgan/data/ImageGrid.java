package wgan.data;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/**
 * Arranges images in a grid, as torchvision's {@code make_grid} and {@code save_image} do. Immutable and thread-safe.
 *
 * <p>The grid is filled row by row, with black padding around and between the images. A single image is padded, too;
 * torchvision does not pad it.
 *
 * @param columns images in a row
 * @param padding pixels between images and around the grid
 * @param scaling how values are mapped to levels of gray, red, green and blue
 */
public record ImageGrid(int columns, int padding, Scaling scaling) {

    /** How values are mapped to levels from 0 to 1. */
    public enum Scaling {
        /** The smallest value of the whole grid is black, the largest is white. */
        MIN_MAX,
        /** −1 is black and 1 is white; values outside are clipped. */
        FIXED
    }

    /** The grid of the lab: 8 images in a row, padding 2, min–max normalized over the grid. */
    public static final ImageGrid LAB = new ImageGrid(8, 2, Scaling.MIN_MAX);

    /** The smallest range that min–max normalization divides by, as in torchvision. */
    private static final float MIN_RANGE = 1e-5f;

    /** Checks the arguments. */
    public ImageGrid {
        if (columns < 1 || padding < 0) {
            throw new IllegalArgumentException("image grid: columns is " + columns + " and padding is " + padding
                    + ", expected at least 1 and at least 0");
        }
    }

    /**
     * Returns the grid as an image of 8-bit gray levels, or in color.
     *
     * @param images the values of count images, image after image; NaN is black
     * @param shape the shape of every image
     * @throws IllegalArgumentException if that is not a positive number of images
     */
    public BufferedImage image(float[] images, ImageShape shape) {
        int count = shape.count(images.length, "image grid");
        int across = Math.min(columns, count);
        int down = (count + across - 1) / across;
        int cellWidth = shape.width() + padding;
        int cellHeight = shape.height() + padding;
        BufferedImage image = new BufferedImage(
                across * cellWidth + padding,
                down * cellHeight + padding,
                shape.isColor() ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster grid = image.getRaster();
        byte[] levels = levels(images);
        for (int index = 0; index < count; index++) {
            BufferedImage cell = Pixels.toImage(levels, index * shape.numel(), shape);
            grid.setRect(padding + index % across * cellWidth, padding + index / across * cellHeight, cell.getRaster());
        }
        return image;
    }

    /** Returns the grid as the bytes of a PNG file; see {@link #image}. */
    public byte[] png(float[] images, ImageShape shape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Without this stream, ImageIO would create a temporary file for its cache.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image(images, shape), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("image grid: writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the grid to a PNG file, which appears complete or not at all; see {@link #image}.
     *
     * @throws DataException if the file cannot be written
     */
    public void write(float[] images, ImageShape shape, Path file) throws IOException {
        byte[] png = png(images, shape);
        AtomicFile.write(file, out -> out.write(png));
    }

    private byte[] levels(float[] values) {
        float low = -1;
        float high = 1;
        if (scaling == Scaling.MIN_MAX) {
            low = Float.POSITIVE_INFINITY;
            high = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                low = value < low ? value : low; // unlike Math.min, ignores NaN
                high = value > high ? value : high;
            }
        }
        float range = Math.max(high - low, MIN_RANGE);
        byte[] levels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            levels[i] = (byte) Math.clamp((long) ((values[i] - low) / range * 255 + 0.5f), 0, 255);
        }
        return levels;
    }
}
