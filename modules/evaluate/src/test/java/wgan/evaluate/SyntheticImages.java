package wgan.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.IdxFile;
import wgan.data.Split;
import wgan.image.ImageShape;

/** Synthetic digits, which require no file. */
public final class SyntheticImages {
    private static final int LABELS_MAGIC = 0x801; // of IDX files

    private SyntheticImages() {}

    /** Returns the first images of the training set. */
    public static Dataset training(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, count, DataOptions.defaults());
    }

    /** Returns the first images of the test set. */
    public static Dataset test(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TEST, count, DataOptions.defaults());
    }

    /** Returns a dataset whose images cannot be read. */
    public static Dataset unreadable(int count) {
        return new Dataset() {
            @Override
            public String name() {
                return "unreadable";
            }

            @Override
            public int size() {
                return count;
            }

            @Override
            public ImageShape shape() {
                return ImageShape.MNIST;
            }

            @Override
            public int classes() {
                return 0;
            }

            @Override
            public int label(int index) {
                throw new UnsupportedOperationException("no labels");
            }

            @Override
            public byte[] image(int index) {
                throw new UncheckedIOException(new IOException("image " + index + " cannot be read"));
            }
        };
    }

    /** Returns the pixels of {@code count} images in [-1, 1], from {@code first} on. */
    public static float[] pixels(Dataset images, int first, int count) {
        return images.scaled(first, count);
    }

    /** Writes the first images of both as the files of a user-provided dataset. */
    public static void write(Path folder, int count) throws IOException {
        write(folder, "train", training(count));
        write(folder, "t10k", test(count));
    }

    private static void write(Path folder, String prefix, Dataset images) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(images.size() * ImageShape.MNIST.numel());
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + images.size());
        labels.putInt(LABELS_MAGIC).putInt(images.size());
        for (int i = 0; i < images.size(); i++) {
            pixels.put(images.image(i));
            labels.put((byte) images.label(i));
        }
        IdxFile.writeImages(folder.resolve(prefix + "-images-idx3-ubyte"), pixels.array(), ImageShape.MNIST);
        Files.write(folder.resolve(prefix + "-labels-idx1-ubyte"), labels.array());
    }
}
