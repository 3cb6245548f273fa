package wgan.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Converts pixels between files, networks and Java's images.
 *
 * <p>A pixel is 0 to 255 in files, an unsigned byte, and −1 to 1 in networks. The conversion for networks gives the same bits as that of the lab: {@code ToTensor} divides by 255, then {@code
 * Normalize(0.5, 0.5)} subtracts 0.5 and divides by 0.5; each step is rounded to {@code float}. In exact arithmetic the
 * result is x / 127.5 − 1; 0 becomes exactly −1, and 255 exactly 1.
 */
public final class Pixels {

    private static final float[] SCALED = new float[256];

    static {
        for (int gray = 0; gray < SCALED.length; gray++) {
            SCALED[gray] = (gray / 255f - 0.5f) / 0.5f;
        }
    }

    private Pixels() {}

    /** Returns the value in [−1, 1] of a pixel from 0 to 255, which is an unsigned byte. */
    public static float toFloat(byte pixel) {
        return SCALED[Byte.toUnsignedInt(pixel)];
    }

    /** Returns the pixel nearest to a value. Values outside [−1, 1] are clipped, and NaN becomes 0. */
    public static byte toByte(float value) {
        return (byte) Math.round(Math.clamp((value + 1) * 127.5f, 0f, 255f));
    }

    /** Returns the pixels nearest to the values; see {@link #toByte}. */
    public static byte[] toBytes(float[] values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = toByte(values[i]);
        }
        return pixels;
    }

    /**
     * Returns an image as one of Java's: gray ({@link BufferedImage#TYPE_BYTE_GRAY}) or in color ({@link
     * BufferedImage#TYPE_3BYTE_BGR}).
     *
     * @param pixels has the {@link ImageShape#numel} bytes of the image from {@code offset} on: channel after channel, row after row
     * @throws IndexOutOfBoundsException if it has fewer
     */
    public static BufferedImage toImage(byte[] pixels, int offset, ImageShape shape) {
        BufferedImage image = new BufferedImage(
                shape.width(),
                shape.height(),
                shape.isColor() ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
        byte[] raster = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int channels = shape.channels();
        for (int channel = 0; channel < channels; channel++) {
            int plane = offset + channel * shape.pixels();
            int place = channels - 1 - channel; // blue is first in the raster
            for (int i = 0; i < shape.pixels(); i++) {
                raster[i * channels + place] = pixels[plane + i];
            }
        }
        return image;
    }
}
