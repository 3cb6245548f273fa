package wgan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;

final class IdxFileTests {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits-idx3-ubyte", "digits.gz"})
    void images_areReadAsTheyWereWritten(String name) throws IOException {
        IdxFile.writeImages(folder.resolve(name), Digits.pixels(300), ImageShape.MNIST);
        assertThat(IdxFile.readImages(folder.resolve(name), ImageShape.MNIST)).isEqualTo(Digits.pixels(300));
        assertThat(folder).isDirectoryContaining(path -> path.endsWith(name)).satisfies(only -> {
            try (Stream<Path> files = Files.list(only)) {
                assertThat(files).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels-idx1-ubyte", "labels.gz"})
    void labels_areReadFromCompressedAndOtherFiles(String name) throws IOException {
        Digits.writeLabels(folder.resolve(name), Digits.labels(300));
        assertThat(IdxFile.readLabels(folder.resolve(name))).isEqualTo(Digits.labels(300));
    }

    @Test
    void writer_writesTheBytesOfTheFormat() throws IOException {
        IdxFile.writeImages(file, Digits.pixels(2), ImageShape.MNIST);
        assertThat(Files.readAllBytes(file)).isEqualTo(images(2, 28, 28, Digits.pixels(2)));
    }

    @Test
    void reader_recognizesGzipByContentNotByName() throws IOException {
        Files.write(folder.resolve("compressed"), gzip(images(2, 28, 28, Digits.pixels(2))));
        Files.write(folder.resolve("raw.gz"), images(2, 28, 28, Digits.pixels(2)));
        assertThat(IdxFile.readImages(folder.resolve("compressed"), ImageShape.MNIST))
                .isEqualTo(Digits.pixels(2));
        assertThat(IdxFile.readImages(folder.resolve("raw.gz"), ImageShape.MNIST))
                .isEqualTo(Digits.pixels(2));
    }

    @Test
    void reader_readsSeveralGzipMembersAsOne() throws IOException {
        byte[] whole = images(2, 28, 28, Digits.pixels(2));
        Files.write(file, join(gzip(Arrays.copyOf(whole, 500)), gzip(Arrays.copyOfRange(whole, 500, whole.length))));
        assertThat(IdxFile.readImages(file, ImageShape.MNIST)).isEqualTo(Digits.pixels(2));
    }

    @Test
    void magic_ofAnotherKindIsRefused() throws IOException {
        Files.write(file, header(0x801, 2));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "magic is 0x00000801 at byte 0, expected 0x00000803 (3-d ubyte); give an IDX file of images");
        Files.write(file, header(0xd01, 2));
        assertRefused(
                () -> IdxFile.readLabels(file),
                "magic is 0x00000d01 at byte 0, expected 0x00000801 (1-d ubyte); give an IDX file of labels");
    }

    @Test
    void count_aboveTheBytesOfTheFileIsRefused() throws IOException {
        Files.write(file, images(0x80000000, 28, 28, new byte[784]));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "count is 2147483648 at byte 4, expected 1 to 2739137; fetch or copy the file again");
        Files.write(file, images(2739137, 28, 28, new byte[784]));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "ends at byte 800, expected 2147483424 for the 2739137 items that the count at byte 4 states;"
                        + " fetch or copy the file again");
        Files.write(file, header(0x801, 0xffffffff));
        assertRefused(
                () -> IdxFile.readLabels(file),
                "count is 4294967295 at byte 4, expected 1 to 2147483639; fetch or copy the file again");
    }

    @Test
    void count_ofZeroIsRefused() throws IOException {
        Files.write(file, images(0, 28, 28));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "count is 0 at byte 4, expected 1 to 2739137; fetch or copy the file again");
    }

    @Test
    void sides_otherThan28AreRefused() throws IOException {
        Files.write(file, images(1, 32, 28));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "rows is 32 at byte 8, expected 28; give images of 28 × 28");
        Files.write(file, images(1, 28, -1));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "columns is 4294967295 at byte 12, expected 28; give images of 28 × 28");
    }

    @Test
    void header_thatIsTruncatedIsRefused() throws IOException {
        Files.write(file, Arrays.copyOf(images(1, 28, 28), 10));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "ends at byte 10, expected rows up to byte 12; fetch or copy the file again");
        Files.write(file, new byte[0]);
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "is empty, expected an IDX file, raw or gzip; fetch or copy the file again");
        Files.write(file, gzip(new byte[0]));
        assertRefused(
                () -> IdxFile.readLabels(file),
                "is gzip data of an empty file, expected an IDX file, raw or gzip; fetch or copy the file again");
    }

    @Test
    void gzipInGzip_isRefused() throws IOException {
        Files.write(file, gzip(gzip(images(1, 28, 28, new byte[784]))));
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "is gzip data of gzip data, expected an IDX file of images, raw or gzip;"
                        + " decompress it once with gzip -d");
    }

    @Test
    void fileOfAnotherFormat_isNamed() throws IOException {
        String again = "expected an IDX file of labels, raw or gzip; it may be a server's message in place of the file;"
                + " download the file again";
        assertRefused("<!DOCTYPE html><html>Not Found".getBytes(UTF_8), "is an HTML page, " + again);
        assertRefused("<?xml version='1.0'?><Error>".getBytes(UTF_8), "is an XML document, " + again);
        assertRefused(gzip("<html>".getBytes(UTF_8)), "is gzip data of an HTML page, " + again);
        assertRefused(
                "version https://git-lfs.github.com/spec/v1\n".getBytes(UTF_8),
                "is a pointer of git-lfs, not the file itself, expected an IDX file of labels, raw or gzip;"
                        + " fetch the file that it points to with git lfs pull");
        String give = ", expected an IDX file of labels, raw or gzip; give an IDX file of labels";
        assertRefused("5,0,4,1\n".getBytes(UTF_8), "is text" + give);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        assertRefused(png.toByteArray(), "is a PNG image" + give);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("train-labels-idx1-ubyte"));
        }
        assertRefused(
                zip.toByteArray(),
                "is a zip archive, expected an IDX file of labels, raw or gzip;"
                        + " unpack it, and give the IDX file of labels in it");
    }

    private void assertRefused(byte[] content, String why) throws IOException {
        Files.write(file, content);
        assertRefused(() -> IdxFile.readLabels(file), why);
    }

    @Test
    void body_thatIsTruncatedIsRefused() throws IOException {
        byte[] cut = Arrays.copyOf(images(2, 28, 28, Digits.pixels(2)), 1000);
        String message = "ends at byte 1000, expected 1584 for the 2 items that the count at byte 4 states;"
                + " fetch or copy the file again";
        Files.write(file, cut);
        assertRefused(() -> IdxFile.readImages(file, ImageShape.MNIST), message);
        Files.write(file, gzip(cut));
        assertRefused(() -> IdxFile.readImages(file, ImageShape.MNIST), message);
    }

    @Test
    void body_thatIsTooLongIsRefused() throws IOException {
        byte[] longer = images(1, 28, 28, new byte[785]);
        String message = "continues at byte 800, expected the end after the 1 items that the count at byte 4 states;"
                + " fetch or copy the file again";
        Files.write(file, longer);
        assertRefused(() -> IdxFile.readImages(file, ImageShape.MNIST), message);
        Files.write(file, gzip(longer));
        assertRefused(() -> IdxFile.readImages(file, ImageShape.MNIST), message);
    }

    @Test
    void gzip_thatIsTruncatedIsRefused() throws IOException {
        byte[] compressed = gzip(images(2, 28, 28, Digits.noise(2 * 784)));
        Files.write(file, Arrays.copyOf(compressed, compressed.length / 2));
        assertThatThrownBy(() -> IdxFile.readImages(file, ImageShape.MNIST))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "\\S+: cannot be read at byte \\d+ \\(the gzip data is truncated\\), expected an IDX file, raw or gzip;"
                                + " fetch or copy the file again");
    }

    @Test
    void gzip_thatIsDamagedIsRefused() throws IOException {
        byte[] compressed = gzip(images(2, 28, 28, Digits.noise(2 * 784)));
        compressed[compressed.length - 6] ^= 1; // in the checksum
        Files.write(file, compressed);
        assertThatThrownBy(() -> IdxFile.readImages(file, ImageShape.MNIST))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be read at byte 1584 (Corrupt GZIP trailer)");
    }

    @Test
    void missingFileOrFolder_isRefused() {
        assertRefused(
                () -> IdxFile.readImages(file, ImageShape.MNIST),
                "cannot be read at byte 0 (no such file or folder), expected an IDX file, raw or gzip;"
                        + " fetch or copy the file again");
        assertThatThrownBy(() -> IdxFile.readLabels(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + ": cannot be read at byte 0 (");
    }

    /** A file that is truncated or changed anywhere is read, or refused by one line. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reader_acceptsOrRefusesAnyDamage(boolean isCompressed) throws IOException {
        byte[] whole = images(3, 28, 28, Digits.noise(3 * 784));
        byte[] stored = isCompressed ? gzip(whole) : whole;
        for (int trial = 0; trial < 1000; trial++) {
            RandomStream random = new Seed(trial).stream(Purpose.EVALUATION);
            byte[] damaged = damaged(stored, random);
            Files.write(file, damaged);
            Throwable thrown = catchThrowable(() -> {
                byte[] read = IdxFile.readImages(file, ImageShape.MNIST);
                assertThat(read.length).isBetween(784, damaged.length * 1100);
            });
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(DataException.class);
                assertThat(thrown.getMessage()).startsWith(file + ": ").doesNotContain("\n");
            }
        }
    }

    @Test
    void reader_refusesRandomBytes() throws IOException {
        for (int size = 0; size < 600; size++) {
            byte[] bytes = Digits.noise(size);
            Files.write(file, bytes);
            assertThatThrownBy(() -> IdxFile.readImages(file, ImageShape.MNIST)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> IdxFile.readLabels(file)).isInstanceOf(DataException.class);
        }
    }

    @Test
    void writer_refusesPixelsThatAreNoImages() {
        assertThatThrownBy(() -> IdxFile.writeImages(file, new byte[785], ImageShape.MNIST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": 785 values, expected one or more times 784, for images of 1x28x28");
        assertThatThrownBy(() -> IdxFile.writeImages(file, new byte[0], ImageShape.MNIST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writer_toAMissingFolderFailsInOneLine() {
        assertThatThrownBy(() -> IdxFile.writeImages(folder.resolve("none/digits"), new byte[784], ImageShape.MNIST))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("none/digits") + ": cannot be written (no such file or folder);"
                        + " write it to a folder that exists and is writable, on a disk with free space");
    }

    private static byte[] damaged(byte[] whole, RandomStream random) {
        byte[] damaged = whole.clone();
        switch (random.nextInt(3)) {
            case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            case 1 -> damaged[random.nextInt(Math.min(damaged.length, 64))] ^= (byte) (1 + random.nextInt(255));
            default -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private void assertRefused(ThrowingCallable reading, String why) {
        assertThatThrownBy(reading).isInstanceOf(DataException.class).hasMessage(file + ": " + why);
    }

    private static byte[] images(int count, int rows, int columns, byte... pixels) {
        return join(header(0x803, count, rows, columns), pixels);
    }

    private static byte[] header(int... values) {
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES * values.length);
        header.asIntBuffer().put(values);
        return header.array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
