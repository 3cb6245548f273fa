package wgan.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a small dataset: 64 images of bars, with a label for each. */
final class SmallImages {
    static final String IMAGES = "train-images-idx3-ubyte";
    static final String LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    /** The number of images: four batches of 16. */
    static final int COUNT = 64;

    private static final int SIDE = 28;
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;

    private SmallImages() {}

    /** Creates the folder with the two files of a training set. */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(IMAGES), images());
        Files.write(folder.resolve(LABELS), labels());
        return folder;
    }

    /** Adds the two files of a test set, which has the same images in reverse order. */
    static void writeTest(Path folder) throws IOException {
        Files.write(folder.resolve(TEST_IMAGES), reversed(images(), 4 * Integer.BYTES, SIDE * SIDE));
        Files.write(folder.resolve(TEST_LABELS), reversed(labels(), 2 * Integer.BYTES, 1));
    }

    /** Reverses the elements that follow a header. */
    private static byte[] reversed(byte[] file, int header, int size) {
        byte[] reversed = file.clone();
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(file, header + i * size, reversed, header + (COUNT - 1 - i) * size, size);
        }
        return reversed;
    }

    private static byte[] labels() {
        ByteBuffer file = ByteBuffer.allocate(2 * Integer.BYTES + COUNT);
        file.putInt(LABELS_MAGIC).putInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            file.put((byte) (i % 10));
        }
        return file.array();
    }

    /** Returns the file of images: each has a bright diagonal bar, one pixel further in each image. */
    static byte[] images() {
        ByteBuffer file = ByteBuffer.allocate(4 * Integer.BYTES + COUNT * SIDE * SIDE);
        file.put(header(COUNT));
        for (int i = 0; i < COUNT * SIDE * SIDE; i++) {
            int image = i / (SIDE * SIDE);
            int distance = Math.floorMod(i % SIDE + i / SIDE - image, SIDE);
            file.put((byte) (distance < 4 ? 255 : 0));
        }
        return file.array();
    }

    /** Returns the header of a file of images. */
    static byte[] header(int count) {
        return ByteBuffer.allocate(4 * Integer.BYTES)
                .putInt(IMAGES_MAGIC)
                .putInt(count)
                .putInt(SIDE)
                .putInt(SIDE)
                .array();
    }
}
