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
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.Dataset;
import wgan.data.NumpyArchive;
import wgan.data.Split;
import wgan.image.ImageShape;

final class ArrayFilesTests {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path cache;

    @BeforeEach
    void setUp() throws IOException {
        folder = Files.createDirectories(temporary.resolve("arrays"));
        cache = temporary.resolve("cache");
    }

    static byte[] idx(byte[] body, int... sizes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x800 | sizes.length);
            for (int size : sizes) {
                out.writeInt(size);
            }
            out.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** Returns the bytes 0, 1, 2 … modulo 251. */
    static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private Dataset open(Path path) throws IOException {
        return Pictures.source(path, cache).open(Split.TRAIN);
    }

    private String refusal(Path path) {
        return Pictures.refusal(Pictures.source(path, cache));
    }

    @Test
    void idx_isReadInEverySpelling() throws IOException {
        List<String[]> spellings = List.of(
                new String[] {
                    "train-images-idx3-ubyte",
                    "train-labels-idx1-ubyte",
                    "t10k-images-idx3-ubyte",
                    "t10k-labels-idx1-ubyte"
                },
                new String[] {
                    "train-images.idx3-ubyte",
                    "train-labels.idx1-ubyte",
                    "t10k-images.idx3-ubyte",
                    "t10k-labels.idx1-ubyte"
                },
                new String[] {
                    "emnist-digits-train-images-idx3-ubyte.gz", "emnist-digits-train-labels-idx1-ubyte.gz",
                    "emnist-digits-test-images-idx3-ubyte.gz", "emnist-digits-test-labels-idx1-ubyte.gz"
                });
        byte[] pixels = counting(3 * 28 * 28);
        for (String[] names : spellings) {
            Path each = folder.resolve(names[0] + "-folder");
            byte[][] contents = {
                idx(pixels, 3, 28, 28),
                idx(new byte[] {2, 0, 9}, 3),
                idx(pixels, 3, 28, 28),
                idx(new byte[] {1, 1, 1}, 3)
            };
            for (int i = 0; i < names.length; i++) {
                Pictures.write(each.resolve(names[i]), names[i].endsWith(".gz") ? gzip(contents[i]) : contents[i]);
            }
            for (Path path : List.of(each, each.resolve(names[0]))) {
                Dataset images = open(path);
                assertThat(images.shape()).isEqualTo(ImageShape.MNIST);
                assertThat(images.classes()).isEqualTo(10);
                assertThat(images.label(0)).isEqualTo(2);
                assertThat(images.image(1)).isEqualTo(Arrays.copyOfRange(pixels, 784, 1568));
                assertThat(Pictures.source(path, cache).hasTestSet()).isTrue();
                assertThat(Pictures.source(path, cache).open(Split.TEST).label(2))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void idx_withoutLabelsAndWithPlanesOrPixels() throws IOException {
        byte[] planes = counting(2 * 3 * 32 * 32);
        Dataset planar = open(Files.write(folder.resolve("a-images-idx4-ubyte"), idx(planes, 2, 3, 32, 32)));
        assertThat(planar.shape()).isEqualTo(new ImageShape(3, 32, 32));
        assertThat(planar.classes()).isZero();
        assertThat(planar.image(0)).isEqualTo(Arrays.copyOf(planes, 3 * 32 * 32));
        Dataset pixels = open(Files.write(folder.resolve("b.bin"), idx(planes, 2, 32, 32, 3)));
        assertThat(pixels.image(0)).startsWith(0, 3, 6, 9);
        assertThat(pixels.image(0)[1024]).isEqualTo((byte) 1);
    }

    @Test
    void transpose_exchangesRowsAndColumns() throws IOException {
        Path file = Files.write(folder.resolve("images"), idx(counting(16 * 20), 1, 16, 20));
        Dataset images = Pictures.source(file, cache, ImageImport.defaults().withTranspose(true))
                .open(Split.TRAIN);
        assertThat(images.shape()).isEqualTo(new ImageShape(1, 20, 16));
        assertThat(images.image(0)).startsWith(0, 20, 40, 60);
    }

    @Test
    void idx_thatLiesIsRefused() throws IOException {
        Path file = folder.resolve("images");
        byte[] body = counting(784);
        Files.write(file, idx(body, 2, 28, 28));
        assertThat(refusal(file))
                .isEqualTo(file + ": ends in image 1, expected 2 images of 784 bytes; fetch or copy it again");
        Files.write(file, idx(counting(800), 1, 28, 28));
        assertThat(refusal(file))
                .isEqualTo(file + ": continues after 1 images of 784 bytes, expected its end; fetch or copy it again");
        Files.write(file, idx(body, Integer.MAX_VALUE, 28, 28));
        assertThat(refusal(file)).isEqualTo(file + ": states 2147483647 images, expected at most 50000000");
        Files.write(file, idx(body, -1, 28, 28));
        assertThat(refusal(file))
                .isEqualTo(file
                        + ": dimension 0 is 4294967295 at byte 4, expected 1 to 2147483647; fetch or copy it again");
        Files.write(file, idx(body, 1, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertThat(refusal(file)).contains("expected at most 16777216 bytes an image");
        Files.write(file, idx(new byte[3], 3));
        assertThat(refusal(file))
                .isEqualTo(
                        file + ": is an IDX file of labels, expected images; name the file of images, or the folder");
        Files.write(file, new byte[] {0, 0, 0x0d, 3, 0, 0, 0, 1});
        assertThat(refusal(file))
                .isEqualTo(
                        file
                                + ": magic is 0x00000d03 at byte 0, expected 0x000008.. for unsigned bytes; save the images as such");
        Files.write(file, gzip(gzip(idx(body, 1, 28, 28))));
        assertThat(refusal(file))
                .isEqualTo(file + ": is gzip inside gzip, expected it compressed once; decompress it once with gunzip");
    }

    @Test
    void idx_withLabelsOfAnotherCountIsRefused() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), idx(counting(784), 1, 28, 28));
        Path labels = Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(new byte[2], 2));
        assertThat(refusal(folder))
                .isEqualTo(labels
                        + ": count is 2 at byte 4, expected 1, a label for each image of train-images-idx3-ubyte;"
                        + " take both files from the same source");
    }

    @Test
    void severalIdxFiles_areRefusedOrNamed() throws IOException {
        Files.write(folder.resolve("emnist-digits-train-images-idx3-ubyte"), idx(counting(784), 1, 28, 28));
        Path letters =
                Files.write(folder.resolve("emnist-letters-train-images-idx3-ubyte"), idx(counting(784), 1, 28, 28));
        assertThat(refusal(folder))
                .startsWith(folder + ": has 2 IDX files of training images, such as ")
                .endsWith("; name one of these files");
        assertThat(open(letters).size()).isEqualTo(1);
    }

    private static byte[] cifar(int labels, int... fine) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int label : fine) {
            if (labels == 2) {
                bytes.write(7);
            }
            bytes.write(label);
            bytes.writeBytes(counting(3072));
        }
        return bytes.toByteArray();
    }

    @Test
    void cifar10_isReadInAFolderAndInTheArchive() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("data_batch_2.bin", cifar(1, 3, 4));
        files.put("data_batch_1.bin", cifar(1, 1, 2, 9));
        files.put("test_batch.bin", cifar(1, 5));
        files.put(
                "batches.meta.txt",
                "airplane\ncar\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n".getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Pictures.write(folder.resolve("cifar-10-batches-bin").resolve(file.getKey()), file.getValue());
        }
        Path archive = Files.write(temporary.resolve("cifar.tar.gz"), gzip(tar(files)));
        Path plain = Files.write(temporary.resolve("cifar.tar"), tar(files));
        for (Path path : List.of(folder, folder.resolve("cifar-10-batches-bin"), archive, plain)) {
            ImageFilesSource source = Pictures.source(path, cache);
            Dataset images = source.open(Split.TRAIN);
            assertThat(images.size()).isEqualTo(5);
            assertThat(images.shape()).isEqualTo(new ImageShape(3, 32, 32));
            assertThat(images.classes()).isEqualTo(10);
            assertThat(List.of(images.label(0), images.label(1), images.label(2), images.label(3)))
                    .containsExactly(1, 2, 9, 3);
            assertThat(images.image(4)).isEqualTo(counting(3072));
            assertThat(source.open(Split.TEST).label(0)).isEqualTo(5);
            assertThat(source.survey().classNames()).hasSize(10).startsWith("airplane");
            assertThat(source.survey().parts().get(Split.TRAIN).imagesByClass())
                    .containsExactly(0, 1, 1, 1, 1, 0, 0, 0, 0, 1);
        }
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry("../evil/" + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void cifar100_hasFineLabels() throws IOException {
        Files.write(folder.resolve("train.bin"), cifar(2, 99, 0));
        Dataset images = open(folder);
        assertThat(images.classes()).isEqualTo(100);
        assertThat(images.label(0)).isEqualTo(99);
        assertThat(images.image(0)).isEqualTo(counting(3072));
    }

    @Test
    void cifar_thatIsMalformedIsRefused() throws IOException {
        Path file = folder.resolve("data_batch_1.bin");
        Files.write(file, cifar(1, 10));
        assertThat(refusal(folder))
                .isEqualTo(file + ": label of image 0 is 10, expected 0 to 9; fetch or copy the file again");
        Files.write(file, new byte[3072]);
        assertThat(refusal(folder))
                .isEqualTo(folder
                        + ": data_batch_1.bin has 3072 bytes, expected a multiple of 3073, the bytes of an image and its label;"
                        + " fetch or copy it again");
        assertThat(refusal(file))
                .isEqualTo(file + ": is one file of CIFAR, expected the folder of all; name its folder");
        Path python = Files.write(temporary.resolve("p.tar.gz"), gzip(tar(Map.of("data_batch_1", new byte[5]))));
        assertThat(refusal(python))
                .isEqualTo(
                        python
                                + ": has CIFAR's files for Python, expected data_batch_1.bin and so on, or train.bin; use the binary version");
    }

    @Test
    void npz_isReadByTheNamesOfItsArrays() throws IOException {
        NumpyArchive archive = new NumpyArchive()
                .put("x_train", counting(4 * 28 * 28), 4, 28, 28)
                .put("y_train", new byte[] {3, 1, 2, 0}, 4)
                .put("x_test", counting(28 * 28), 1, 28, 28)
                .put("y_test", new byte[] {1}, 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.write(bytes);
        Path file = Files.write(folder.resolve("a.npz"), bytes.toByteArray());
        Dataset images = open(file);
        assertThat(images.size()).isEqualTo(4);
        assertThat(images.classes()).isEqualTo(4);
        assertThat(images.label(0)).isEqualTo(3);
        assertThat(Pictures.source(file, cache).open(Split.TEST).size()).isEqualTo(1);
    }

    static byte[] npy(String type, boolean isFortran, String shape, byte[] body) {
        String header = "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
                .formatted(type, isFortran ? "True" : "False", shape);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Test
    void npy_isReadWithChannelsFirstOrLast() throws IOException {
        byte[] body = counting(2 * 3 * 16 * 16);
        Path file = folder.resolve("a.npy");
        Files.write(file, npy("|u1", false, "(2, 16, 16, 3)", body));
        assertThat(open(file).image(0)).startsWith(0, 3, 6);
        Files.write(file, npy("|u1", false, "(2, 3, 16, 16)", body));
        assertThat(open(file).image(1)[0]).isEqualTo((byte) (768 % 251));
    }

    @Test
    void npy_thatIsNoArrayOfBytesIsRefusedWithARemedy() throws IOException {
        Path file = folder.resolve("a.npy");
        Files.write(file, npy("<f4", false, "(2, 16, 16)", new byte[2048]));
        assertThat(refusal(file))
                .isEqualTo(file + ": elements are <f4 (2, 16, 16), expected unsigned bytes |u1 from 0 to 255;"
                        + " save (255 * x).round().astype('uint8') for x from 0 to 1");
        Files.write(file, npy("|u1", true, "(2, 16, 16)", new byte[512]));
        assertThat(refusal(file))
                .isEqualTo(file + ": elements are in Fortran's order, expected C's; save numpy.ascontiguousarray(x)");
        Files.write(file, npy("|u1", false, "(2, 784)", new byte[1568]));
        assertThat(refusal(file)).startsWith(file + ": has the dimensions [2, 784], expected (N, H, W)");
        Files.write(file, npy("|u1", false, "(2, 99999999999, 16)", new byte[1568]));
        assertThat(refusal(file)).startsWith(file + ": shape is (2, 99999999999, 16), expected sizes");
        Files.write(file, npy("|O", false, "(2,)", new byte[10]));
        assertThat(refusal(file)).startsWith(file + ": elements are |O (2), expected unsigned bytes");
    }

    @Test
    void npz_labelsOfWiderIntegersAreRead() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("images.npy", npy("|u1", false, "(2, 16, 16)", counting(512)));
        entries.put(
                "labels.npy", npy("<i8", false, "(2, 1)", new byte[] {5, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0}));
        Path file = Pictures.zip(folder.resolve("a.npz"), entries);
        assertThat(open(file).label(1)).isEqualTo(7);
        entries.put("labels.npy", npy(">i2", false, "(2,)", new byte[] {0, 5, 1, 0}));
        Path wide = Pictures.zip(folder.resolve("b.npz"), entries);
        assertThat(refusal(wide))
                .isEqualTo(wide + "!/labels.npy: label 1 is 256, expected 0 to 255; number the classes from 0");
        Path unknown = Pictures.zip(
                folder.resolve("c.npz"),
                Map.of("p.npy", entries.get("images.npy"), "q.npy", entries.get("images.npy")));
        assertThat(refusal(unknown)).startsWith(unknown + ": has the arrays p, q, expected images named x_train");
    }
}
