package wgan.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Reads and writes IDX files, the format of MNIST: a big-endian header, then one unsigned byte for each value.
 *
 * <p>The header is a magic number (two zero bytes, the type, the number of dimensions) and the size of each dimension. Whether
 * a file is compressed by gzip is determined by its content, not by its name. Only the two kinds of file that MNIST has are
 * read: images (count × 28 × 28) and labels (count). Format: Yann LeCun, <i>The MNIST database of handwritten digits</i>.
 */
public final class IdxFile {

    static final int IMAGES_MAGIC = 0x00000803;
    static final int LABELS_MAGIC = 0x00000801;

    private IdxFile() {}

    /**
     * Reads a file of images.
     *
     * @return the pixels, count × 784, from 0 to 255 as unsigned bytes
     * @throws DataException if the file cannot be read, is malformed, or has no image, or images of another size than 28 × 28
     */
    public static byte[] readImages(Path file) throws DataException {
        try (IdxReader in = new IdxReader(file)) {
            in.expectMagic(IMAGES_MAGIC);
            long count = in.readSize();
            in.expectSize("rows", Dataset.ROWS);
            in.expectSize("columns", Dataset.COLUMNS);
            return in.readBody(count, Dataset.IMAGE_SIZE);
        }
    }

    /**
     * Reads a file of labels.
     *
     * @return the labels, as unsigned bytes
     * @throws DataException if the file cannot be read, is malformed, or has no label
     */
    public static byte[] readLabels(Path file) throws DataException {
        try (IdxReader in = new IdxReader(file)) {
            in.expectMagic(LABELS_MAGIC);
            return in.readBody(in.readSize(), 1);
        }
    }

    /**
     * Writes images, compressed by gzip if the file's name ends in {@code .gz}. The file appears complete or not at all.
     *
     * @param pixels count × 784 pixels, from 0 to 255 as unsigned bytes
     * @throws IllegalArgumentException if that is not a positive number of images
     * @throws DataException if the file cannot be written
     */
    public static void writeImages(Path file, byte[] pixels) throws IOException {
        if (pixels.length == 0 || pixels.length % Dataset.IMAGE_SIZE != 0) {
            throw new IllegalArgumentException(
                    file + ": " + pixels.length + " pixels, expected one or more times " + Dataset.IMAGE_SIZE);
        }
        int count = pixels.length / Dataset.IMAGE_SIZE;
        write(file, new int[] {IMAGES_MAGIC, count, Dataset.ROWS, Dataset.COLUMNS}, pixels);
    }

    /** Writes labels, compressed by gzip if the file's name ends in {@code .gz}. */
    static void writeLabels(Path file, byte[] labels) throws IOException {
        write(file, new int[] {LABELS_MAGIC, labels.length}, labels);
    }

    private static void write(Path file, int[] header, byte[] body) throws IOException {
        boolean isCompressed =
                file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFile.write(file, out -> {
            if (isCompressed) {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                write(gzip, header, body);
                gzip.finish();
            } else {
                write(out, header, body);
            }
        });
    }

    private static void write(OutputStream out, int[] header, byte[] body) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (int value : header) {
            data.writeInt(value);
        }
        data.write(body);
        data.flush();
    }
}
