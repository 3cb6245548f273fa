package wgan.data.images;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
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

    /** Returns a JPEG file of one color in four components, with the segment in which Adobe states their meaning. */
    static byte[] inks(int height, int width, int transform, int... components) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, components);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1);
            writer.write(null, new IIOImage(raster, null, null), param);
        } finally {
            writer.dispose();
        }
        return segment(
                jpeg.toByteArray(), 0xee, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
    }

    /** Returns a JPEG file with one more segment at its beginning. */
    static byte[] segment(byte[] jpeg, int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) marker, 0, (byte) (content.length + 2)});
        out.writeBytes(content);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** Returns a PNG file with one more chunk before the one of a type. */
    static byte[] chunk(byte[] png, String before, String type, byte[] content) throws IOException {
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf(before) - Integer.BYTES;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(png, 0, at);
        writeChunk(out, type, content);
        out.write(png, at, png.length - at);
        return bytes.toByteArray();
    }

    /** Writes a chunk of a PNG file. */
    static void writeChunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
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
