package wgan.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Labelled grey images of 28 × 28, in memory.
 *
 * <p>Immutable and thread-safe. A pixel takes one byte, so that MNIST's training set takes 47 MB.
 */
public final class Dataset {

    /** Rows of a image. */
    public static final int ROWS = 28;

    /** Columns of a image. */
    public static final int COLUMNS = 28;

    /** Pixels of a image, which lie row by row. */
    public static final int IMAGE_SIZE = ROWS * COLUMNS;

    /** Hexadecimal digits of the fingerprint: 64 bits, enough to tell a person's datasets apart. */
    private static final int FINGERPRINT_DIGITS = 16;

    private final byte[] pixels; // size × 784, and more where this dataset was limited
    private final byte[] labels;
    private final int size;
    private String fingerprint = ""; // until it is needed; whichever thread works it out, it is the same

    /** Takes the arrays over: {@code labels.length} × 784 pixels, as IDX files hold them. */
    Dataset(byte[] pixels, byte[] labels) {
        this(pixels, labels, labels.length);
        if (pixels.length != size * IMAGE_SIZE) {
            throw new IllegalArgumentException(
                    "dataset: " + pixels.length + " pixels for " + size + " labels, expected " + size * IMAGE_SIZE);
        }
    }

    private Dataset(byte[] pixels, byte[] labels, int size) {
        this.pixels = pixels;
        this.labels = labels;
        this.size = size;
    }

    /** The number of images. */
    public int size() {
        return size;
    }

    /**
     * The first {@code count} images; all, if there are no more than that.
     *
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    public Dataset limit(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("dataset: limit is " + count + ", expected at least 1");
        }
        return count >= size ? this : new Dataset(pixels, labels, count);
    }

    /** What a image shows: a digit 0 to 9, or the class number of other data. */
    public int label(int index) {
        return Byte.toUnsignedInt(labels[checked(index)]);
    }

    /** The 784 pixels of a image as they lie in the file, 0 for paper to 255 (as a signed byte, −1) for ink. */
    public byte[] image(int index) {
        int from = checked(index) * IMAGE_SIZE;
        return Arrays.copyOfRange(pixels, from, from + IMAGE_SIZE);
    }

    /**
     * Several images as networks take them: 784 numbers in [−1, 1] for each, one after the other.
     *
     * @param first the first image's index
     * @param count how many
     */
    public float[] scaled(int first, int count) {
        float[] pixels = new float[Math.multiplyExact(count, IMAGE_SIZE)];
        for (int i = 0; i < count; i++) {
            copyScaled(first + i, pixels, i * IMAGE_SIZE);
        }
        return pixels;
    }

    /** Writes the 784 pixels of a image, scaled to [−1, 1], to {@code out} from position {@code at} on. */
    void copyScaled(int index, float[] out, int at) {
        int from = checked(index) * IMAGE_SIZE;
        for (int i = 0; i < IMAGE_SIZE; i++) {
            out[at + i] = Pixels.toFloat(pixels[from + i]);
        }
    }

    /**
     * What tells these images from others: the first 16 hexadecimal digits of the SHA-256 of all of them, each with its label
     * before it.
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known.isEmpty()) {
            known = digest();
            fingerprint = known;
        }
        return known;
    }

    private String digest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (int i = 0; i < size; i++) {
            digest.update(labels[i]);
            digest.update(pixels, i * IMAGE_SIZE, IMAGE_SIZE);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_DIGITS);
    }

    private int checked(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("dataset: image " + index + " of " + size);
        }
        return index;
    }
}
