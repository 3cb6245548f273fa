package wgan.data;

/**
 * The two scales of a pixel: 0 to 255 in files, −1 to 1 in networks.
 *
 * <p>To the network's scale it is done as the lab does it, bit for bit: {@code ToTensor} divides by 255, then {@code
 * Normalize(0.5, 0.5)} takes 0.5 away and divides by 0.5, each step rounded to {@code float}. In exact arithmetic that is
 * x / 127.5 − 1; 0 becomes −1 and 255 becomes 1 exactly.
 */
public final class Pixels {

    private static final float[] SCALED = new float[256];

    static {
        for (int grey = 0; grey < SCALED.length; grey++) {
            SCALED[grey] = (grey / 255f - 0.5f) / 0.5f;
        }
    }

    private Pixels() {}

    /** The value in [−1, 1] of a pixel in a file. */
    public static float toFloat(byte pixel) {
        return SCALED[Byte.toUnsignedInt(pixel)];
    }

    /** The pixel nearest to a value; what lies outside [−1, 1] is clipped, and not-a-number is 0. */
    public static byte toByte(float value) {
        return (byte) Math.round(Math.clamp((value + 1) * 127.5f, 0f, 255f));
    }

    /** The pixels nearest to the values, as {@link #toByte} has it. */
    public static byte[] toBytes(float[] values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = toByte(values[i]);
        }
        return pixels;
    }
}
