package wgan.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Lays images out in a grid, as torchvision's {@code make_grid} and {@code save_image} do.
 *
 * <p>Images go row by row, with black padding around and between. Unlike torchvision, a single image is framed, too.
 *
 * @param columns images in a row
 * @param padding pixels between images and around the grid
 * @param scaling how values become grey levels
 */
public record ImageGrid(int columns, int padding, Scaling scaling) {

    /** How the value of a pixel becomes a grey level of 0 to 1. */
    public enum Scaling {
        /** The least value of the whole grid is black, the greatest white. */
        MIN_MAX,
        /** −1 is black and 1 is white; what lies outside is clipped. */
        FIXED
    }

    /** The grid of the lab: 8 a row, padding 2, min–max normalised over the grid. */
    public static final ImageGrid LAB = new ImageGrid(8, 2, Scaling.MIN_MAX);

    /** The least range that min–max normalisation divides by; torchvision's. */
    private static final float LEAST_RANGE = 1e-5f;

    /** Checks the measures. */
    public ImageGrid {
        if (columns < 1 || padding < 0) {
            throw new IllegalArgumentException("image grid: columns is " + columns + " and padding is " + padding
                    + ", expected at least 1 and at least 0");
        }
    }

    /**
     * Draws the grid.
     *
     * @param images count × 784 values, one image after another
     */
    public BufferedImage image(float[] images) {
        int count = images.length / Dataset.IMAGE_SIZE;
        if (count == 0 || images.length % Dataset.IMAGE_SIZE != 0) {
            throw new IllegalArgumentException(
                    "image grid: " + images.length + " values, expected one or more times " + Dataset.IMAGE_SIZE);
        }
        int across = Math.min(columns, count);
        int down = (count + across - 1) / across;
        int cellWidth = Dataset.COLUMNS + padding;
        int cellHeight = Dataset.ROWS + padding;
        BufferedImage image = new BufferedImage(
                across * cellWidth + padding, down * cellHeight + padding, BufferedImage.TYPE_BYTE_GRAY);
        byte[] grid = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] greys = greys(images);
        for (int row = 0; row < count * Dataset.ROWS; row++) {
            int index = row / Dataset.ROWS;
            int x = padding + index % across * cellWidth;
            int y = padding + index / across * cellHeight + row % Dataset.ROWS;
            System.arraycopy(greys, row * Dataset.COLUMNS, grid, y * image.getWidth() + x, Dataset.COLUMNS);
        }
        return image;
    }

    /** The grid as a PNG file in memory; see {@link #image}. */
    public byte[] png(float[] images) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // ImageIO would otherwise make a temporary file for its cache.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image(images), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("image grid: memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the grid to a PNG file, which comes into being whole or not at all; see {@link #image}.
     *
     * @throws DataException if the file cannot be written
     */
    public void write(float[] images, Path file) throws IOException {
        byte[] png = png(images);
        AtomicFile.write(file, out -> out.write(png));
    }

    private byte[] greys(float[] values) {
        float low = -1;
        float high = 1;
        if (scaling == Scaling.MIN_MAX) {
            low = Float.POSITIVE_INFINITY;
            high = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                low = value < low ? value : low; // unlike Math.min, passes over not-a-number
                high = value > high ? value : high;
            }
        }
        float range = Math.max(high - low, LEAST_RANGE);
        byte[] greys = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            greys[i] = (byte) Math.clamp((long) ((values[i] - low) / range * 255 + 0.5f), 0, 255);
        }
        return greys;
    }
}
