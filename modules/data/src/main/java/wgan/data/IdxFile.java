package wgan.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import wgan.image.ImageShape;

/**
 * Reads and writes IDX files, the format of MNIST: a big-endian header, then one unsigned byte for each value.
 *
 * <p>The header is a magic number (two zero bytes, the type, the number of dimensions) and the size of each dimension. Whether
 * a file is compressed by gzip is determined by its content, not by its name. Only the two kinds of file that MNIST has are
 * read: gray images (count × height × width) and labels (count). Format: Yann LeCun, <i>The MNIST database of handwritten digits</i>.
 */
public final class IdxFile {

    static final int IMAGES_MAGIC = 0x00000803;
    static final int PLANES_MAGIC = 0x00000804;
    static final int LABELS_MAGIC = 0x00000801;

    /** The largest length of a Java array. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private IdxFile() {}

    /**
     * Reads a file of images.
     *
     * @param shape the shape of the images, which are gray
     * @return the pixels, image after image, from 0 to 255 as unsigned bytes
     * @throws DataException if the file cannot be read, is malformed, or has no image, or images of another size
     */
    public static byte[] readImages(Path file, ImageShape shape) throws DataException {
        try (IdxReader in = new IdxReader(file)) {
            return readImages(in, shape, MAX_ARRAY / shape.numel());
        }
    }

    /** Reads at most {@code most} images. */
    static byte[] readImages(IdxReader in, ImageShape shape, int most) throws DataException {
        in.expectMagic(IMAGES_MAGIC);
        long count = in.readSize();
        in.expectSize(shape);
        return in.readBody(count, shape.numel(), most);
    }

    /**
     * Reads a file of labels.
     *
     * @return the labels, as unsigned bytes
     * @throws DataException if the file cannot be read, is malformed, or has no label
     */
    public static byte[] readLabels(Path file) throws DataException {
        try (IdxReader in = new IdxReader(file)) {
            return readLabels(in, MAX_ARRAY);
        }
    }

    /** Reads at most {@code most} labels. */
    static byte[] readLabels(IdxReader in, int most) throws DataException {
        in.expectMagic(LABELS_MAGIC);
        return in.readBody(in.readSize(), 1, most);
    }

    /**
     * Writes images, compressed by gzip if the file's name ends in {@code .gz}. The file appears complete or not at all. Gray images
     * have three dimensions (count, height, width), images in color have four (count, 3, height, width).
     *
     * @param pixels image after image, from 0 to 255 as unsigned bytes
     * @param shape the shape of every image
     * @throws IllegalArgumentException if that is not a positive number of images
     * @throws DataException if the file cannot be written
     */
    public static void writeImages(Path file, byte[] pixels, ImageShape shape) throws IOException {
        int count = shape.count(pixels.length, file.toString());
        int[] header = shape.isColor()
                ? new int[] {PLANES_MAGIC, count, shape.channels(), shape.height(), shape.width()}
                : new int[] {IMAGES_MAGIC, count, shape.height(), shape.width()};
        write(file, header, pixels);
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
