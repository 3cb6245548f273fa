package wgan.data;

import java.util.Arrays;

/** Images in memory; immutable and thread-safe. */
final class MemoryDataset extends FixedDataset {

    private final byte[] pixels; // size × 784
    private final byte[] labels;

    /** Keeps the arrays, which must not be changed afterwards; see {@link Dataset#of}. */
    MemoryDataset(String name, byte[] pixels, byte[] labels) {
        super(name, labels.length);
        if (labels.length == 0 || pixels.length != (long) labels.length * IMAGE_SIZE) {
            throw new IllegalArgumentException(
                    "dataset %s: %d pixels for %d labels, expected %d for each label, and at least one label"
                            .formatted(name, pixels.length, labels.length, IMAGE_SIZE));
        }
        this.pixels = pixels;
        this.labels = labels;
    }

    @Override
    public int label(int index) {
        return Byte.toUnsignedInt(labels[checked(index)]);
    }

    @Override
    public byte[] image(int index) {
        int from = checked(index) * IMAGE_SIZE;
        return Arrays.copyOfRange(pixels, from, from + IMAGE_SIZE);
    }

    /** Does the same as the default method, without a copy of the image. */
    @Override
    public void copyScaled(int index, float[] out, int offset) {
        int from = checked(index) * IMAGE_SIZE;
        for (int i = 0; i < IMAGE_SIZE; i++) {
            out[offset + i] = Pixels.toFloat(pixels[from + i]);
        }
    }
}
