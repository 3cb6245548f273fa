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
final class SyntheticPictures {
    private static final int LABELS_MAGIC = 0x801; // of IDX files

    private SyntheticPictures() {}

    /** The first of those to learn from. */
    static Dataset training(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, count, DataOptions.defaults());
    }

    /** The first of those to judge by. */
    static Dataset test(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TEST, count, DataOptions.defaults());
    }

    /** The pixels of {@code count} pictures of the dataset in [-1, 1], from the one at {@code first} on. */
    static float[] pixels(Dataset pictures, int first, int count) {
        return pictures.scaled(first, count);
    }

    /** Writes the first of both sorts as the files of a dataset of one's own. */
    static void write(Path folder, int count) throws IOException {
        write(folder, "train", training(count));
        write(folder, "t10k", test(count));
    }

    private static void write(Path folder, String prefix, Dataset pictures) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(pictures.size() * Dataset.PICTURE_SIZE);
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + pictures.size());
        labels.putInt(LABELS_MAGIC).putInt(pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            pixels.put(pictures.picture(i));
            labels.put((byte) pictures.label(i));
        }
        IdxFile.writePictures(folder.resolve(prefix + "-images-idx3-ubyte"), pixels.array());
        Files.write(folder.resolve(prefix + "-labels-idx1-ubyte"), labels.array());
    }
}
