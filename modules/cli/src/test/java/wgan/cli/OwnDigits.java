package wgan.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a small training set of one's own: 64 pictures of nothing in particular, and their labels. */
final class OwnDigits {
    static final String PICTURES = "train-images-idx3-ubyte";
    static final String LABELS = "train-labels-idx1-ubyte";

    /** Pictures, and so four batches of 16. */
    static final int COUNT = 64;

    private static final int SIDE = 28;
    private static final int PICTURES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;

    private OwnDigits() {}

    /** Makes the folder with its two files. */
    static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(PICTURES), pictures());
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + COUNT);
        labels.putInt(LABELS_MAGIC).putInt(COUNT);
        Files.write(folder.resolve(LABELS), labels.array());
        return folder;
    }

    /** The file of pictures: each a bright bar, further right and down from one to the next. */
    static byte[] pictures() {
        ByteBuffer file = ByteBuffer.allocate(4 * Integer.BYTES + COUNT * SIDE * SIDE);
        file.put(header(COUNT));
        for (int i = 0; i < COUNT * SIDE * SIDE; i++) {
            int picture = i / (SIDE * SIDE);
            int distance = Math.floorMod(i % SIDE + i / SIDE - picture, SIDE);
            file.put((byte) (distance < 4 ? 255 : 0));
        }
        return file.array();
    }

    /** The beginning of a file that says it has so many pictures. */
    static byte[] header(int count) {
        return ByteBuffer.allocate(4 * Integer.BYTES)
                .putInt(PICTURES_MAGIC)
                .putInt(count)
                .putInt(SIDE)
                .putInt(SIDE)
                .array();
    }
}
