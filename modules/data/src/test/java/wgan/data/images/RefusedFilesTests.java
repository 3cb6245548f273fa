package wgan.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of a known format that cannot be used: one line that says what was expected, what came, and what to do. */
final class RefusedFilesTests {

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void setUp() throws IOException {
        folder = Files.createDirectories(temporary.resolve("in"));
    }

    private String refusal(Path path) {
        return Pictures.refusal(Pictures.source(path, temporary.resolve("cache")));
    }

    /** Returns the message about a file of a folder, without its path. */
    private String inFolder(byte[] content) throws IOException {
        return about(Files.write(folder.resolve("a.png"), content), folder);
    }

    /** Returns the message about a file, without its path. */
    private String alone(String name, byte[] content) throws IOException {
        Path file = Files.write(temporary.resolve(name), content);
        return about(file, file);
    }

    private String about(Path file, Path opened) {
        String message = refusal(opened);
        assertThat(message).startsWith(file + ": ").doesNotContain("\n");
        return message.substring(file.toString().length() + 2);
    }

    private static byte[] png(int depth, int type, byte[] palette) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        Pictures.writeChunk(out, "IHDR", new byte[] {0, 0, 0, 28, 0, 0, 0, 28, (byte) depth, (byte) type, 0, 0, 0});
        if (palette.length > 0) {
            Pictures.writeChunk(out, "PLTE", palette);
        }
        Pictures.writeChunk(out, "IDAT", new byte[10]);
        Pictures.writeChunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    @Test
    void png_ofAnUnknownKindIsRefused() throws IOException {
        assertThat(inFolder(png(8, 5, new byte[0])))
                .isEqualTo("has color type 5 at byte 25, expected 0, 2, 3, 4 or 6; fetch or copy it again");
        assertThat(inFolder(png(3, 0, new byte[0])))
                .isEqualTo("has bit depth 3 for color type 0 at byte 24; fetch or copy it again");
        assertThat(inFolder(png(16, 3, new byte[3])))
                .isEqualTo("has bit depth 16 for color type 3 at byte 24; fetch or copy it again");
        assertThat(inFolder(png(8, 3, new byte[4])))
                .isEqualTo("has a palette of 4 bytes, expected 3 to 768; fetch or copy it again");
        assertThat(inFolder(png(8, 3, new byte[0])))
                .isEqualTo("has no palette (PLTE chunk) before its pixels; fetch or copy it again");
        byte[] damaged = png(8, 0, new byte[0]);
        damaged[20] ^= 1;
        assertThat(inFolder(damaged)).isEqualTo("is damaged: the checksum of a chunk is wrong; fetch or copy it again");
    }

    @Test
    void jpeg_ofAnotherKindIsRefused() throws IOException {
        byte[] jpeg = Pictures.encoded(Pictures.plain(16, 16, 0), "jpg");
        int frame = 0;
        while (jpeg[frame] != (byte) 0xff || jpeg[frame + 1] != (byte) 0xc0) {
            frame++;
        }
        byte[] arithmetic = jpeg.clone();
        arithmetic[frame + 1] = (byte) 0xc9;
        assertThat(inFolder(arithmetic))
                .isEqualTo("is a JPEG image of 8 bits with frame type 9, expected 8 bits, baseline or progressive;"
                        + " convert it to PNG");
        byte[] wide = jpeg.clone();
        wide[frame + 4] = 12;
        assertThat(inFolder(wide))
                .isEqualTo("is a JPEG image of 12 bits with frame type 0, expected 8 bits, baseline or progressive;"
                        + " convert it to PNG");
        byte[] unmarked = jpeg.clone();
        unmarked[frame] = 0;
        assertThat(inFolder(unmarked)).endsWith("; fetch or copy it again");
    }

    @Test
    void bmp_ofAnotherKindIsRefused() throws IOException {
        byte[] bmp = Pictures.encoded(Pictures.plain(16, 16, 0), "bmp");
        byte[] bits = bmp.clone();
        bits[28] = 2;
        assertThat(inFolder(bits)).isEqualTo("has 2 bits a pixel, expected 1, 4, 8, 16, 24 or 32; convert it to PNG");
        byte[] compressed = bmp.clone();
        compressed[30] = 5; // a PNG file inside
        assertThat(inFolder(compressed))
                .isEqualTo("has compression 5 at byte 30, which is not supported; convert it to PNG");
        for (int size : new int[] {13, 3, 0}) {
            byte[] header = bmp.clone();
            header[14] = (byte) size;
            assertThat(inFolder(header)).endsWith("; convert it to PNG");
        }
    }

    @Test
    void oneImage_isRefusedAsAFileOfMany() throws IOException {
        assertThat(alone("a.jpg", Pictures.png(Pictures.plain(28, 28, 0))))
                .isEqualTo(
                        "is one image, expected a folder or zip archive of images, or an IDX, CIFAR, .npy or .npz file;"
                                + " name its folder");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void device_isNotOpened() {
        assertThat(refusal(Path.of("/dev/zero")))
                .isEqualTo(
                        "/dev/zero: is a device or a pipe, expected a folder or zip archive of images, or an IDX, CIFAR,"
                                + " .npy or .npz file");
    }

    @Test
    void pages_andCompressedPagesAreNamed() throws IOException {
        byte[] page = "<!DOCTYPE html><html><body>404</body></html>".getBytes(StandardCharsets.UTF_8);
        assertThat(alone("images.zip", page))
                .isEqualTo("is an HTML page, expected a folder or zip archive of images, or an IDX, CIFAR, .npy or .npz"
                        + " file; fetch the file again");
        assertThat(alone("images.gz", ArrayFilesTests.gzip(page)))
                .isEqualTo("is gzip of a file that is an HTML page, expected an IDX file or CIFAR's tar archive;"
                        + " fetch the file again");
        assertThat(inFolder(page)).isEqualTo("is an HTML page, expected PNG, JPEG, BMP or GIF; fetch the file again");
        assertThat(alone(
                        "twice.gz",
                        ArrayFilesTests.gzip(ArrayFilesTests.gzip(ArrayFilesTests.idx(new byte[784], 1, 28, 28)))))
                .isEqualTo("is gzip inside gzip, expected it compressed once; decompress it once with gunzip");
    }

    @Test
    void idx_ofOtherDimensionsIsRefused() throws IOException {
        assertThat(alone("a", ArrayFilesTests.idx(new byte[100], 10, 10)))
                .isEqualTo("has 2 dimensions at byte 3, expected 1 for labels, 3 or 4 for images;"
                        + " save images as (N, H, W) or (N, H, W, 3)");
        assertThat(alone("b", ArrayFilesTests.idx(new byte[10], 10)))
                .isEqualTo("is an IDX file of labels, expected images; name the file of images, or the folder");
    }

    @Test
    void idx_besideAFileThatIsNone_isRead() throws IOException {
        Path images = Files.write(temporary.resolve("photos"), ArrayFilesTests.idx(new byte[784], 1, 28, 28));
        Files.writeString(temporary.resolve("train-images-idx3-ubyte.gz"), "<html>");
        assertThat(Pictures.source(images, temporary.resolve("cache")).survey().parts())
                .hasSize(1);
    }

    @Test
    void npy_ofAnotherFormIsRefused() throws IOException {
        byte[] good = ArrayFilesTests.npy("|u1", false, "(1, 28, 28)", new byte[784]);
        String structured = new String(good, StandardCharsets.ISO_8859_1).replace("'|u1'", "[(1,2)");
        assertThat(alone("a.npy", structured.getBytes(StandardCharsets.ISO_8859_1)))
                .startsWith("header is '{'descr': [(1,2)")
                .endsWith("', expected a type, an order and a shape; save it with numpy.save, and no structured type");
        assertThat(alone("b.npy", ArrayFilesTests.npy("|u1", false, "(0, 28, 28)", new byte[0])))
                .isEqualTo(
                        "shape is (0, 28, 28), expected sizes from 1 to 999999999; save images as (N, H, W) or (N, H, W, 3)");
        assertThat(alone("c.npy", Arrays.copyOf(good, 20)))
                .isEqualTo("ends in its header, expected an .npy file; save or copy it again");
    }

    @Test
    void npz_ofLabelsOfAnotherNumberIsRefused() throws IOException {
        byte[] images = ArrayFilesTests.npy("|u1", false, "(2, 16, 16)", new byte[512]);
        Path many = Pictures.zip(
                temporary.resolve("a.npz"),
                Map.of("x.npy", images, "y.npy", ArrayFilesTests.npy("|u1", false, "(3,)", new byte[3])));
        assertThat(refusal(many))
                .isEqualTo(many + "!/y.npy: labels are |u1 (3), expected 2 integers, one for each image;"
                        + " save them with the shape (2,)");
        Path few = Pictures.zip(
                temporary.resolve("b.npz"),
                Map.of("x.npy", images, "y.npy", ArrayFilesTests.npy("|u1", false, "(2,)", new byte[1])));
        assertThat(refusal(few))
                .isEqualTo(few + "!/y.npy: ends before the 2 labels that it states; save or copy it again");
    }

    @Test
    void cifar_withoutTrainingFilesIsRefused() throws IOException {
        Files.write(folder.resolve("test.bin"), new byte[3074]);
        assertThat(refusal(folder)).isEqualTo(folder + ": has no train.bin; put it there");
    }

    @Test
    void partWithoutAnImage_isRefused() throws IOException {
        Pictures.write(folder.resolve("train/a.png"), Pictures.png(Pictures.plain(28, 28, 0)));
        Pictures.write(folder.resolve("test/b.png"), new byte[] {1, 2, 3});
        ImageImport skipping = ImageImport.defaults().withSkipCorrupt(true);
        assertThat(Pictures.refusal(Pictures.source(folder, temporary.resolve("cache"), skipping)))
                .startsWith(
                        folder + ": no image in the test set can be read; the first: " + folder + "/test/b.png: is ");
    }
}
