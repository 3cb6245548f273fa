package wgan.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;

/** Files that claim too much, or are truncated or changed: a refusal in one line, or images, and nothing outside the cache. */
final class HostileFilesTests {

    /** Small limits, so that the files are small. */
    private static final Limits SMALL = new Limits(1 << 20, 1 << 20, 1 << 20, 100, 1000, 1 << 16, 10);

    @TempDir
    private Path temporary;

    private Path folder;
    private Path cache;

    @BeforeEach
    void setUp() throws IOException {
        folder = Files.createDirectories(temporary.resolve("in/images"));
        cache = temporary.resolve("cache");
    }

    private ImageFilesSource limited(Path path) {
        return new ImageFilesSource(
                path, ImageImport.defaults(), temporary.resolve("cache-2"), TransferListener.NONE, SMALL);
    }

    private String refusal(Path path) {
        return Pictures.refusal(Pictures.source(path, cache));
    }

    /** Returns a PNG file of 8-bit gray that claims a size. */
    private static byte[] png(int width, int height, byte[] deflated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        new DataOutputStream(header).writeInt(width);
        new DataOutputStream(header).writeInt(height);
        header.writeBytes(new byte[] {8, 0, 0, 0, 0});
        Pictures.writeChunk(out, "IHDR", header.toByteArray());
        Pictures.writeChunk(out, "IDAT", deflated);
        Pictures.writeChunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static byte[] deflatedZeros(long count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 16];
            for (long left = count; left > 0; left -= zeros.length) {
                out.write(zeros, 0, (int) Math.min(zeros.length, left));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void png_thatClaimsTooManyPixelsIsRefused() throws IOException {
        for (int[] size : new int[][] {
            {Integer.MAX_VALUE, 1}, {1 << 16, 1 << 15}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {-1, 1}, {0, 5}
        }) {
            Path file = Files.write(folder.resolve("a.png"), png(size[0], size[1], deflatedZeros(100)));
            assertThat(refusal(folder))
                    .isEqualTo(file
                            + ": states %d × %d pixels, expected at least 1 × 1 and at most 67108864 pixels in all; use a smaller image"
                                    .formatted(size[1], size[0]));
        }
    }

    @Test
    void png_thatDecompressesWithoutEndTakesNoMoreThanItsPixels() throws IOException {
        Files.write(folder.resolve("a.png"), png(28, 28, deflatedZeros(1L << 30)));
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).image(0)).containsOnly(0);
    }

    @Test
    void png_ofTheMostPixelsIsReadInTheMemoryOfTests() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Files.write(folder.resolve(name), png(8192, 8192, deflatedZeros(8193L * 8192)));
        }
        ImageImport options = ImageImport.defaults().withResize(16, 16);
        assertThat(Pictures.source(folder, cache, options).open(Split.TRAIN).size())
                .isEqualTo(3);
    }

    @Test
    void png_withTextsAndProfilesThatClaimMemoryIsRefused() throws IOException {
        byte[] good = Pictures.png(Pictures.plain(28, 28, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(good, 0, 33);
        bytes.writeBytes(new byte[] {0x7f, -1, -1, -1, 'i', 'C', 'C', 'P'});
        bytes.write(good, 33, good.length - 33);
        Path file = Files.write(folder.resolve("a.png"), bytes.toByteArray());
        assertThat(refusal(folder))
                .isEqualTo(file + ": is truncated: chunk at byte 33 is incomplete; fetch or copy it again");
    }

    @Test
    void jpegAndGifAndBmp_thatClaimTooManyPixelsAreRefused() throws IOException {
        byte[] jpeg = Pictures.encoded(Pictures.plain(16, 16, 0), "jpg");
        for (int i = 0; i + 9 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xff);
            }
        }
        byte[] gif = Pictures.encoded(Pictures.plain(16, 16, 0), "gif");
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        byte[] bmp = Pictures.encoded(Pictures.plain(16, 16, 0), "bmp");
        Bytes.putInt32Little(bmp, 18, Integer.MAX_VALUE);
        Bytes.putInt32Little(bmp, 22, Integer.MIN_VALUE);
        for (byte[] content : List.of(jpeg, gif, bmp)) {
            Files.write(folder.resolve("a"), content);
            assertThat(refusal(folder))
                    .startsWith(folder + "/a: states ")
                    .endsWith(" at most 67108864 pixels in all; use a smaller image");
        }
        byte[] palette = Pictures.encoded(Pictures.plain(16, 16, 0), "bmp");
        Bytes.putInt32Little(palette, 46, Integer.MAX_VALUE);
        Files.write(folder.resolve("a"), palette);
        assertThat(refusal(folder))
                .isEqualTo(
                        folder
                                + "/a: has 2147483647 colors in its palette at byte 46, expected at most 256; convert it to PNG");
    }

    @Test
    void jpeg_ofTwoOrFiveComponentsIsRefused() throws IOException {
        byte[] jpeg = Pictures.encoded(Pictures.plain(16, 16, 0), "jpg");
        for (int components : new int[] {0, 2, 5, 255}) {
            Files.write(folder.resolve("a.jpg"), withComponents(jpeg, components));
            assertThat(refusal(folder))
                    .isEqualTo(folder + "/a.jpg: has " + components
                            + " components, expected 1, 3 or 4; convert it to PNG");
        }
        Files.write(folder.resolve("a.jpg"), withComponents(jpeg, 4)); // of which it has three
        assertThat(refusal(folder)).startsWith(folder + "/a.jpg: is damaged (").endsWith("; fetch or copy it again");
    }

    private static byte[] withComponents(byte[] jpeg, int components) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i + 9 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                changed[i + 9] = (byte) components;
            }
        }
        return changed;
    }

    @Test
    void exifData_thatLiesIsIgnored() throws IOException {
        byte[] png = Pictures.png(Pictures.grayGradient(16, 28));
        byte[] tiff = ImageConversionTests.tiff(6);
        byte[] far = tiff.clone();
        Arrays.fill(far, 4, 8, (byte) 0xff); // the place of its directory
        byte[] many = tiff.clone();
        many[8] = (byte) 0xff; // the number of its entries
        many[10] = 0;
        byte[] damaged = Pictures.chunk(png, "IDAT", "eXIf", tiff);
        damaged[new String(damaged, StandardCharsets.ISO_8859_1).indexOf("eXIf") + 4 + tiff.length] ^= 1; // its CRC
        for (byte[] file : List.of(
                Pictures.chunk(png, "IDAT", "eXIf", far),
                Pictures.chunk(png, "IDAT", "eXIf", many),
                Pictures.chunk(png, "IDAT", "eXIf", new byte[0]),
                Pictures.chunk(png, "IDAT", "eXIf", Arrays.copyOf(tiff, 1 << 20)),
                damaged)) {
            Files.write(folder.resolve("a.png"), file);
            assertThat(Pictures.source(folder, cache).open(Split.TRAIN).shape()).isEqualTo(new ImageShape(1, 16, 28));
        }
    }

    @Test
    void otherFormats_areNamedWithARemedy() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a WebP image", "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1));
        files.put("an AVIF image", "\0\0\0\34ftypavif".getBytes(StandardCharsets.ISO_8859_1));
        files.put("an HEIC image", "\0\0\0\34ftypheic".getBytes(StandardCharsets.ISO_8859_1));
        files.put("a TIFF image", "II*\0....".getBytes(StandardCharsets.ISO_8859_1));
        files.put("an SVG drawing", "<?xml version='1.0'?>\n<svg>".getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = Files.write(folder.resolve("x.png"), file.getValue());
            String expected = ": is " + file.getKey() + ", expected %s; convert it to PNG";
            assertThat(refusal(folder)).isEqualTo(path + expected.formatted("PNG, JPEG, BMP or GIF"));
            assertThat(refusal(path)).startsWith(path + ": is " + file.getKey()).endsWith("; convert it to PNG");
        }
        Path empty = Files.write(folder.resolve("x.png"), new byte[0]);
        assertThat(refusal(folder))
                .isEqualTo(empty + ": is empty, expected PNG, JPEG, BMP or GIF; fetch or copy it again");
        Files.delete(empty);
        assertThat(refusal(folder))
                .isEqualTo(
                        folder
                                + ": has no PNG, JPEG, BMP or GIF images among its 0 files; name a folder or archive of images");
        assertThat(refusal(folder.resolve("none"))).startsWith(folder + "/none: no such file or folder, expected ");
        Path pickle = Files.write(folder.resolve("data_batch_1"), new byte[] {(byte) 0x80, 2, '}'});
        assertThat(refusal(pickle)).endsWith("; save the images with numpy.save, or as PNG files");
    }

    @Test
    void zip_entriesThatLeaveItAreRefusedAndNothingIsWritten() throws IOException {
        byte[] png = Pictures.png(Pictures.plain(28, 28, 0));
        for (String name : List.of(
                "../out.png", "a/../../out.png", "/tmp/wgan-out.png", "C:/out.png", "..\\out.png", "a//b.png")) {
            Path zip = Pictures.zip(folder.resolve("a.zip"), Map.of(name, png));
            assertThat(refusal(zip))
                    .isEqualTo(zip + ": has an entry '" + name
                            + "', expected names without '..', '\\' and a leading '/'; pack it again");
        }
        assertOnlyInput("in/images/a.zip");
        assertThat(Path.of("/tmp/wgan-out.png")).doesNotExist();
    }

    @Test
    void zip_namesWithLineBreaksStayInOneLine() throws IOException {
        Path zip = Pictures.zip(
                folder.resolve("a.zip"), Map.of("a\nb\u001b.png", "<html>".getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal(zip)).startsWith(zip + "!/a?b?.png: is an HTML page");
    }

    @Test
    void zip_thatIsEncryptedIsNamed() throws IOException {
        Path zip = Pictures.zip(folder.resolve("a.zip"), Map.of("a.png", Pictures.png(Pictures.plain(28, 28, 0))));
        byte[] content = Files.readAllBytes(zip);
        for (int i = 0; i + 8 < content.length; i++) {
            if (content[i] == 'P' && content[i + 1] == 'K' && content[i + 2] == 1) {
                content[i + 8] |= 1;
            }
        }
        Files.write(zip, content);
        assertThat(refusal(zip))
                .isEqualTo(zip + ": is an encrypted zip archive; unpack it with its password, and name the folder");
    }

    @Test
    void zipBomb_isRefusedByTheBytesThatAreRead() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] bmp = Pictures.encoded(Pictures.plain(64, 64, 0), "bmp"); // 12 kB, compressed to some bytes
        for (int i = 0; i < 90; i++) {
            entries.put(i + ".bmp", bmp);
        }
        Path zip = Pictures.zip(folder.resolve("a.zip"), entries);
        assertThat(Pictures.source(zip, cache).open(Split.TRAIN).size()).isEqualTo(90);
        assertThat(Pictures.refusal(limited(zip)))
                .startsWith(zip + ": has more than ")
                .endsWith(" bytes when it is decompressed; decompress it, and name what it contains");
        Path big = Pictures.zip(folder.resolve("b.zip"), Map.of("a.bmp", Arrays.copyOf(bmp, 3 << 20)));
        assertThat(Pictures.refusal(limited(big))).contains("has more than ");
        Path many = Pictures.zip(folder.resolve("c.zip"), numbered(101, bmp));
        assertThat(Pictures.refusal(limited(many)))
                .isEqualTo(many + ": has more than 100 files; unpack it and name a smaller folder");
    }

    private static Map<String, byte[]> numbered(int count, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(i + ".bmp", content);
        }
        return entries;
    }

    @Test
    void gzipBomb_isRefusedByTheBytesThatAreRead() throws IOException {
        Path file = Files.write(
                folder.resolve("images.gz"),
                ArrayFilesTests.gzip(ArrayFilesTests.idx(new byte[784 * 900], 900, 28, 28)));
        assertThat(Pictures.source(file, cache).open(Split.TRAIN).size()).isEqualTo(900);
        assertThat(Pictures.refusal(limited(file))).contains(": has more than ").endsWith(" and name what it contains");
    }

    @Test
    void images_areInTheCacheOnly() throws IOException {
        Path zip = Pictures.zip(folder.resolve("a.zip"), Map.of("x/a.png", Pictures.png(Pictures.plain(28, 28, 0))));
        Pictures.source(zip, cache).open(Split.TRAIN);
        assertOnlyInput("in/images/a.zip");
    }

    /** Nothing but the input, and files in the cache. */
    private void assertOnlyInput(String... inputs) throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(cache))
                            .map(file -> temporary.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrder(inputs);
        }
    }

    private Map<String, byte[]> validFiles() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/gray.png", Pictures.png(Pictures.grayGradient(28, 28)));
        files.put("a/color.png", Pictures.png(Pictures.colorGradient(28, 28)));
        files.put("a/palette.gif", Pictures.encoded(Pictures.grayGradient(28, 28), "gif"));
        files.put("a/color.jpg", Pictures.encoded(Pictures.colorGradient(28, 28), "jpg"));
        files.put("a/inks.jpg", Pictures.inks(28, 28, 2, 100, 150, 200, 180));
        files.put(
                "a/turned.png",
                Pictures.chunk(
                        Pictures.png(Pictures.grayGradient(28, 28)), "IDAT", "eXIf", ImageConversionTests.tiff(6)));
        files.put("a/color.bmp", Pictures.encoded(Pictures.colorGradient(28, 28), "bmp"));
        files.put("a/gray.bmp", Pictures.encoded(Pictures.grayGradient(28, 28), "bmp"));
        files.put("images.idx3-ubyte", ArrayFilesTests.idx(ArrayFilesTests.counting(3 * 256), 3, 16, 16));
        files.put("images.gz", ArrayFilesTests.gzip(ArrayFilesTests.idx(ArrayFilesTests.counting(3 * 256), 3, 16, 16)));
        files.put("images.npy", ArrayFilesTests.npy("|u1", false, "(3, 16, 16)", ArrayFilesTests.counting(3 * 256)));
        files.put("c/data_batch_1.bin", new byte[3073]);
        Path zip = Pictures.zip(temporary.resolve("in/z.zip"), Map.of("z.png", files.get("a/gray.png")));
        files.put("images.zip", Files.readAllBytes(zip));
        Path npz = Pictures.zip(temporary.resolve("in/z.npz"), Map.of("x.npy", files.get("images.npy")));
        files.put("images.npz", Files.readAllBytes(npz));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(tar)) {
            var entry = new TarArchiveEntry("train.bin");
            entry.setSize(3074);
            out.putArchiveEntry(entry);
            out.write(new byte[3074]);
            out.closeArchiveEntry();
        }
        files.put("images.tar.gz", ArrayFilesTests.gzip(tar.toByteArray()));
        return files;
    }

    /** Reads images from a file, or from its folder, and accepts a refusal in one line. */
    private boolean isRead(String name, byte[] content) throws IOException {
        Path base = temporary.resolve("fuzz");
        Path file = Pictures.write(base.resolve(name), content);
        Path path = name.contains("/") ? file.getParent() : file;
        boolean isRead = true;
        try {
            Dataset images = Pictures.source(path, cache, ImageImport.defaults().withResize(16, 16))
                    .open(Split.TRAIN);
            assertThat(images.image(images.size() - 1)).hasSize(images.shape().numel());
        } catch (DataException e) {
            assertThat(e.getMessage())
                    .doesNotContain("\n", "\r")
                    .hasSizeLessThan(1000)
                    .contains(base.toString());
            isRead = false;
        }
        Files.delete(file);
        return isRead;
    }

    @Test
    void truncatedFiles_areRefused() throws IOException {
        for (Map.Entry<String, byte[]> file : validFiles().entrySet()) {
            byte[] whole = file.getValue();
            assertThat(isRead(file.getKey(), whole)).as(file.getKey()).isTrue();
            int step = Math.max(1, whole.length / 25);
            for (int length = 0;
                    length < whole.length;
                    length += length < 20 || length > whole.length - 10 ? 1 : step) {
                boolean isRead = isRead(file.getKey(), Arrays.copyOf(whole, length));
                boolean mayBeWhole = file.getKey().endsWith(".gif") && length >= whole.length - 1; // but the trailer
                boolean isPadding =
                        file.getKey().contains(".tar") || file.getKey().contains(".bmp");
                assertThat(isRead && !mayBeWhole && !isPadding)
                        .as("%s of %d bytes", file.getKey(), length)
                        .isFalse();
            }
        }
    }

    @Test
    void changedFiles_areReadOrRefused() throws IOException {
        RandomStream random = new Seed(7).stream(Purpose.IMPORT);
        for (Map.Entry<String, byte[]> file : validFiles().entrySet()) {
            for (int trial = 0; trial < 40; trial++) {
                byte[] changed = file.getValue().clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    int bound = trial % 2 == 0 ? changed.length : Math.min(100, changed.length);
                    changed[random.nextInt(bound)] = (byte) random.nextInt(256);
                }
                isRead(file.getKey(), changed);
            }
        }
    }

    @Test
    void changedHeaders_areReadOrRefused() throws IOException {
        for (Map.Entry<String, byte[]> file : validFiles().entrySet()) {
            for (int at = 0; at < Math.min(48, file.getValue().length); at++) {
                for (int value : new int[] {0x7f, 0xff}) {
                    byte[] changed = file.getValue().clone();
                    changed[at] = (byte) value;
                    isRead(file.getKey(), changed);
                }
            }
        }
    }
}
