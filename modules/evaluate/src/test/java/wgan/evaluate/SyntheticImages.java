package wgan.evaluate;

import java.io.IOException;
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

/** Digits that need no file. */
final class SyntheticImages {
    private static final int LABELS_MAGIC = 0x801; // of IDX files

    private SyntheticImages() {}

    /** The first of those to learn from. */
    static Dataset training(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, count, DataOptions.defaults());
    }

    /** The first of those to judge by. */
    static Dataset test(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TEST, count, DataOptions.defaults());
    }

    /** The pixels of {@code count} images of the dataset in [-1, 1], from the one at {@code first} on. */
    static float[] pixels(Dataset images, int first, int count) {
        return images.scaled(first, count);
    }

    /** Writes the first of both sorts as the files of a dataset of one's own. */
    static void write(Path folder, int count) throws IOException {
        write(folder, "train", training(count));
        write(folder, "t10k", test(count));
    }

    private static void write(Path folder, String prefix, Dataset images) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(images.size() * Dataset.IMAGE_SIZE);
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + images.size());
        labels.putInt(LABELS_MAGIC).putInt(images.size());
        for (int i = 0; i < images.size(); i++) {
            pixels.put(images.image(i));
            labels.put((byte) images.label(i));
        }
        IdxFile.writeImages(folder.resolve(prefix + "-images-idx3-ubyte"), pixels.array());
        Files.write(folder.resolve(prefix + "-labels-idx1-ubyte"), labels.array());
    }
}
