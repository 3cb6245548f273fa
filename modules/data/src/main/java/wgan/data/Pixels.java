package wgan.data;

/**
 * Converts pixels between the two scales: 0 to 255 in files, −1 to 1 in networks.
 *
 * <p>The conversion for networks gives the same bits as that of the lab: {@code ToTensor} divides by 255, then {@code
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
}
