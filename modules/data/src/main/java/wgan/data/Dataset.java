package wgan.data;

import java.util.Objects;

/**
 * Labeled gray images of 28 × 28 pixels.
 *
 * <p>{@link Datasets} opens the datasets that have a {@link DatasetName}, {@link #of} creates a dataset of images in memory,
 * and an application can implement this interface for images from elsewhere, such as a database. An implementation has at
 * least one image, returns the same images for as long as it is used, and is safe for use by several threads at once.
 */
public interface Dataset {

    /** Rows of an image. */
    int ROWS = 28;

    /** Columns of an image. */
    int COLUMNS = 28;

    /** Pixels of an image, row by row. */
    int IMAGE_SIZE = ROWS * COLUMNS;

    /**
     * Returns a dataset of images in memory.
     *
     * <p>It is immutable and thread-safe, and computes its fingerprint once. A pixel takes one byte, so that MNIST's training
     * set takes 47 MB.
     *
     * @param name as {@link #name} returns it
     * @param pixels {@code labels.length} × 784 pixels from 0 to 255 (as a signed byte, −1), image after image; copied
     * @param labels one class number from 0 to 255 for each image; copied
     * @throws IllegalArgumentException if there is no image, or the number of pixels does not match that of the labels
     */
    static Dataset of(String name, byte[] pixels, byte[] labels) {
        return new MemoryDataset(name, pixels.clone(), labels.clone());
    }

    /** Returns the name that the configuration of a run records, such as {@code mnist}. */
    String name();

    /** Returns the number of images, at least 1. */
    int size();

    /**
     * Returns the class number of an image, from 0 to 255: the digit that it shows, in a dataset of digits.
     *
     * @throws IndexOutOfBoundsException if the index is not in [0, size)
     */
    int label(int index);

    /**
     * Returns the 784 pixels of an image, row by row, as they are in the file: from 0 for the background to 255 (as a signed
     * byte, −1) for ink.
     *
     * @return a new array, which the caller may change
     * @throws IndexOutOfBoundsException if the index is not in [0, size)
     */
    byte[] image(int index);

    /**
     * Writes the 784 pixels of an image, scaled to [−1, 1] by {@link Pixels#toFloat}, to an array.
     *
     * @param out has room for 784 numbers from {@code offset} on
     * @throws IndexOutOfBoundsException if the index is not in [0, size), or {@code out} is too short
     */
    default void copyScaled(int index, float[] out, int offset) {
        byte[] image = image(index);
        if (image.length != IMAGE_SIZE) {
            throw new IllegalStateException("dataset %s: image %d has %d pixels, expected %d"
                    .formatted(name(), index, image.length, IMAGE_SIZE));
        }
        for (int i = 0; i < IMAGE_SIZE; i++) {
            out[offset + i] = Pixels.toFloat(image[i]);
        }
    }

    /**
     * Returns several images in the scale of networks: 784 numbers in [−1, 1] for each, image after image.
     *
     * @param first the index of the first image
     * @param count the number of images
     * @throws IndexOutOfBoundsException if there are fewer images
     */
    default float[] scaled(int first, int count) {
        float[] scaled = new float[Math.multiplyExact(count, IMAGE_SIZE)];
        for (int i = 0; i < count; i++) {
            copyScaled(first + i, scaled, i * IMAGE_SIZE);
        }
        return scaled;
    }

    /**
     * Returns a view of the first {@code count} images, or this dataset if it has no more than that.
     *
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    default Dataset limit(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("dataset %s: limit is %d, expected at least 1".formatted(name(), count));
        }
        return count >= size() ? this : new SubsetDataset(this, 0, count);
    }

    /**
     * Returns a view of {@code count} images, from the image {@code first} on.
     *
     * @throws IndexOutOfBoundsException if there are fewer images
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    default Dataset subset(int first, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "dataset %s: a subset of %d images, expected at least 1".formatted(name(), count));
        }
        Objects.checkFromIndexSize(first, count, size());
        return count == size() ? this : new SubsetDataset(this, first, count);
    }

    /**
     * Returns an identifier of the images and labels: the first 16 hexadecimal digits of the SHA-256 of all images in their
     * order, each after its label in one byte.
     *
     * <p>A run records it, and is resumed only with equal images. This default implementation reads every image at each
     * call; an implementation whose images are slow to read should keep the result.
     */
    default String fingerprint() {
        return Fingerprint.of(this);
    }
}
