package wgan.data;

import java.util.Arrays;
import java.util.List;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/** Images in memory; immutable and thread-safe. */
final class MemoryDataset extends FixedDataset {

    private final byte[] pixels; // size × numel
    private final byte[] labels; // size; 0 without labels
    private final int classes;
    private final List<String> classNames;

    /**
     * Keeps the arrays, which must not be changed afterwards; see {@link Dataset#of}.
     *
     * @param labels none if the images have no labels
     */
    MemoryDataset(String name, ImageShape shape, byte[] pixels, byte[] labels) {
        this(name, shape, pixels, labels, List.of());
    }

    /**
     * Keeps the arrays of a dataset whose classes have names.
     *
     * @param classNames they count as classes even if no image has them; unused if a label is above them
     */
    MemoryDataset(String name, ImageShape shape, byte[] pixels, byte[] labels, List<String> classNames) {
        super(name, shape.count(pixels.length, "dataset " + name), shape);
        if (labels.length > 0 && labels.length != size()) {
            throw new IllegalArgumentException(
                    "dataset %s: %d labels, expected one for each of %d images".formatted(name, labels.length, size()));
        }
        this.pixels = pixels;
        this.labels = labels;
        int classes = labels.length > 0 ? classNames.size() : 0;
        for (byte label : labels) {
            classes = Math.max(classes, 1 + Byte.toUnsignedInt(label));
        }
        this.classes = classes;
        this.classNames = classes == classNames.size() ? classNames : ClassNames.numbers(classes);
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int label(int index) {
        checked(index);
        return classes == 0 ? super.label(index) : Byte.toUnsignedInt(labels[index]);
    }

    @Override
    public byte[] image(int index) {
        int from = checked(index) * shape().numel();
        return Arrays.copyOfRange(pixels, from, from + shape().numel());
    }

    /** Does the same as the default method, without a copy of the image. */
    @Override
    public void copyScaled(int index, float[] out, int offset) {
        int numel = shape().numel();
        int from = checked(index) * numel;
        for (int i = 0; i < numel; i++) {
            out[offset + i] = Pixels.toFloat(pixels[from + i]);
        }
    }
}
