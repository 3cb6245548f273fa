package wgan.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import wgan.image.ImageShape;
import wgan.image.Pixels;

/**
 * Images of one shape, with or without labels.
 *
 * <p>{@link Datasets} opens the datasets that have a {@link DatasetName}, {@link #of} creates a dataset of images in memory,
 * and an application can implement this interface for images from elsewhere, such as a database. An implementation has at
 * least one image, returns the same images for as long as it is used, and is safe for use by several threads at once.
 */
public interface Dataset {

    /** The largest number of classes: a label is an unsigned byte. */
    int MAX_CLASSES = 256;

    /**
     * Returns a dataset of labeled images in memory.
     *
     * <p>It is immutable and thread-safe, and computes its fingerprint once. A pixel takes one byte, so that MNIST's training
     * set takes 47 MB.
     *
     * @param name as {@link #name} returns it
     * @param pixels of {@code labels.length} images, as {@link #image} returns them, image after image; copied
     * @param labels one class number from 0 to 255 for each image; copied
     * @throws IllegalArgumentException if there is no image, or the number of pixels does not match that of the labels
     */
    static Dataset of(String name, ImageShape shape, byte[] pixels, byte[] labels) {
        return new MemoryDataset(name, shape, pixels.clone(), labels.clone());
    }

    /**
     * Returns a dataset of images without labels in memory; see {@link #of(String, ImageShape, byte[], byte[])}.
     *
     * @throws IllegalArgumentException if that is not a positive number of images
     */
    static Dataset of(String name, ImageShape shape, byte[] pixels) {
        return new MemoryDataset(name, shape, pixels.clone(), new byte[0]);
    }

    /** Returns the name that the configuration of a run records, such as {@code mnist}. */
    String name();

    /** Returns the number of images, at least 1. */
    int size();

    /** Returns the shape of every image. */
    ImageShape shape();

    /**
     * Returns the number of classes, at most {@value #MAX_CLASSES}; 0 if the images have no labels. This default implementation
     * returns 0.
     */
    default int classes() {
        return 0;
    }

    /**
     * Returns the name of each class, in the order of the class numbers; as many as {@link #classes}. This default
     * implementation returns the numbers: "0", "1" and so on.
     */
    default List<String> classNames() {
        return ClassNames.numbers(classes());
    }

    /**
     * Returns the class number of an image, from 0 on: the digit that it shows, in a dataset of digits.
     *
     * @throws IndexOutOfBoundsException if the index is not in [0, size)
     * @throws UnsupportedOperationException if the images have no labels
     */
    default int label(int index) {
        throw new UnsupportedOperationException("dataset %s: the images have no labels".formatted(name()));
    }

    /**
     * Returns the pixels of an image: the elements of its shape in their order, channel after channel and row after row. A gray
     * level is from 0 for black to 255 (as a signed byte, −1) for white; MNIST's ink is white.
     *
     * @return a new array, which the caller may change
     * @throws IndexOutOfBoundsException if the index is not in [0, size)
     */
    byte[] image(int index);

    /**
     * Writes the pixels of an image, scaled to [−1, 1] by {@link Pixels#toFloat}, to an array.
     *
     * @param out has room for the elements of an image from {@code offset} on
     * @throws IndexOutOfBoundsException if the index is not in [0, size), or {@code out} is too short
     */
    default void copyScaled(int index, float[] out, int offset) {
        byte[] image = image(index);
        if (image.length != shape().numel()) {
            throw new IllegalStateException("dataset %s: image %d has %d values, expected %d for the shape %s"
                    .formatted(name(), index, image.length, shape().numel(), shape()));
        }
        for (int i = 0; i < image.length; i++) {
            out[offset + i] = Pixels.toFloat(image[i]);
        }
    }

    /**
     * Returns several images in the scale of networks: numbers in [−1, 1], image after image.
     *
     * @param first the index of the first image
     * @param count the number of images
     * @throws IndexOutOfBoundsException if there are fewer images
     */
    default float[] scaled(int first, int count) {
        int numel = shape().numel();
        float[] scaled = new float[Math.multiplyExact(count, numel)];
        for (int i = 0; i < count; i++) {
            copyScaled(first + i, scaled, i * numel);
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
     * Returns how the images came from their files, by the keys that a run's configuration has, so that they can be opened again. This
     * default implementation returns none.
     */
    default Map<String, String> origin() {
        return Map.of();
    }

    /**
     * Returns an identifier of the images and labels: the first 16 hexadecimal digits of the SHA-256 of all images in their
     * order, each after its label in one byte if there are labels; before them, of the text of the shape, unless it is that of
     * MNIST.
     *
     * <p>A run records it, and is resumed only with equal images. This default implementation reads every image at each
     * call; an implementation whose images are slow to read should keep the result.
     */
    default String fingerprint() {
        return Fingerprint.of(this);
    }
}
