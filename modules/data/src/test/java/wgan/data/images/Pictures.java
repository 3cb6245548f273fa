package wgan.data.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import wgan.data.DataException;
import wgan.data.Split;
import wgan.data.TransferListener;

/** Image files and archives for tests. */
final class Pictures {

    private Pictures() {}

    /** Returns an image of one color, 0xRRGGBB. */
    static BufferedImage plain(int height, int width, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** Returns a gray image with the level x + 16 · y, modulo 256. */
    static BufferedImage grayGradient(int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, (x + 16 * y) & 0xff);
            }
        }
        return image;
    }

    /** Returns a color image with the red level 8 · x, the green level 8 · y and the blue level 77. */
    static BufferedImage colorGradient(int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (8 * x & 0xff) << 16 | (8 * y & 0xff) << 8 | 77);
            }
        }
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("no writer of " + format);
        }
        return bytes.toByteArray();
    }

    static byte[] png(BufferedImage image) throws IOException {
        return encoded(image, "png");
    }

    /** Writes a file and the folders that it is in. */
    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    static ImageFilesSource source(Path path, Path cache) {
        return source(path, cache, ImageImport.defaults());
    }

    static ImageFilesSource source(Path path, Path cache, ImageImport options) {
        return ImageFilesSource.of(path, options, cache, TransferListener.NONE);
    }

    /** Returns the message with which the images are refused. */
    static String refusal(ImageFilesSource source) {
        try {
            source.open(Split.TRAIN);
        } catch (DataException e) {
            return e.getMessage();
        }
        throw new AssertionError("the images were not refused");
    }
}
