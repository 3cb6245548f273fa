package wgan.checks.fuzz;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.data.NumpyArchive;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.data.images.ImageFilesSource;
import wgan.data.images.ImageImport;

/** Images of a user's own: a file that is found by its content, or a folder with one image. */
final class ImagesTarget implements Target {
    private static final int SIDE = 16;
    private static final int READ_IMAGES = 4;
    private static final List<Integer> TYPES = List.of(
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_USHORT_GRAY);

    private final Path cache;
    private final Path file;
    private final Path source;
    private final List<byte[]> seeds;
    private final List<String> words;
    private final Encoder encoder;
    /** Smaller than those of the program: an image of the largest size takes much of the time. */
    private final Object limits;

    private long modified;

    /** Makes the file of an input. */
    interface Encoder {
        byte[] encode(byte[] input) throws IOException;
    }

    /**
     * Creates one.
     *
     * @param folder in which everything is
     * @param file the file that is written
     * @param source the file or folder that is read
     */
    ImagesTarget(Path folder, Path file, Path source, List<byte[]> seeds, List<String> words, Encoder encoder)
            throws Exception {
        this.limits = Hidden.create("wgan.data.images.Limits", 1L << 20, 1L << 20, 1 << 20, 1000, 1000, 1L << 24, 100);
        this.cache = folder.resolve("cache");
        this.file = file;
        this.source = source;
        this.seeds = seeds;
        this.words = words;
        this.encoder = encoder;
        Files.createDirectories(file.getParent());
    }

    /** Returns the target of one image in a folder; the checksums of a PNG file are corrected if the input says so. */
    static ImagesTarget image(Path folder, String format) throws Exception {
        Path images = folder.resolve("images");
        List<byte[]> seeds = new ArrayList<>();
        for (int type : TYPES) {
            byte[] encoded = encoded(type, format);
            if (encoded.length > 0) {
                seeds.add(Encodings.input(true, encoded));
            }
        }
        boolean isPng = format.equals("png");
        return new ImagesTarget(folder, images.resolve("a." + format), images, seeds, words(format), input -> {
            byte[] rest = Encodings.rest(input);
            return isPng && Encodings.isEncoded(input) ? Encodings.withChecksums(rest) : rest;
        });
    }

    private static List<String> words(String format) {
        return switch (format) {
            case "png" ->
                List.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "eXIf", "acTL", "iCCP", "\u0089PNG\r\n\u001a\n");
            case "jpeg" ->
                List.of(
                        "\u00ff\u00d8",
                        "\u00ff\u00d9",
                        "\u00ff\u00c0",
                        "\u00ff\u00c2",
                        "\u00ff\u00c4",
                        "\u00ff\u00da",
                        "\u00ff\u00db",
                        "\u00ff\u00dd",
                        "\u00ff\u00e1",
                        "\u00ff\u00ee",
                        "Exif\0\0",
                        "MM\0*",
                        "II*\0",
                        "Adobe");
            case "gif" -> List.of("GIF87a", "GIF89a", "!\u00f9\4", ",", ";");
            default -> List.of("BM", "(\0\0\0", "|\0\0\0", "\f\0\0\0");
        };
    }

    private static byte[] encoded(int type, String format) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.BLUE, SIDE, SIDE, Color.YELLOW));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out); // nothing if the format does not have this type
        return out.toByteArray();
    }

    private static ImagesTarget archive(Path folder, String name, List<byte[]> seeds, List<String> words)
            throws Exception {
        Path file = folder.resolve(name);
        return new ImagesTarget(folder, file, file, seeds, words, Encodings::gzipIfEncoded);
    }

    /** Returns the target of zip archives of images. */
    static ImagesTarget zip(Path folder) throws Exception {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("train/0/a.png", encoded(BufferedImage.TYPE_BYTE_GRAY, "png"));
        members.put("train/1/b.bmp", encoded(BufferedImage.TYPE_BYTE_BINARY, "bmp"));
        members.put("test/0/c.gif", encoded(BufferedImage.TYPE_BYTE_BINARY, "gif"));
        return archive(
                folder,
                "images.zip",
                List.of(
                        Encodings.input(false, Encodings.zip(members, false)),
                        Encodings.input(false, Encodings.zip(members, true))),
                List.of("PK\1\2", "PK\3\4", "PK\5\6", "PK\6\6", "PK\6\7", "../", "/", "train/", "test/", "\\", "C:"));
    }

    /** Returns the target of CIFAR's archives. */
    static ImagesTarget tar(Path folder) throws Exception {
        byte[] ten = Encodings.tar(Map.of("cifar-10-batches-bin/data_batch_1.bin", new byte[3073]));
        byte[] hundred = Encodings.tar(Map.of("cifar-100-binary/train.bin", new byte[3074]));
        return archive(
                folder,
                "cifar.tar.gz",
                List.of(
                        Encodings.input(true, ten),
                        Encodings.input(false, ten),
                        Encodings.input(true, hundred),
                        Encodings.input(false, Encodings.gzip(ten))),
                TAR_WORDS);
    }

    /** Words of tar archives. */
    static final List<String> TAR_WORDS = List.of(
            "ustar\00000",
            "ustar  \0",
            "././@LongLink",
            "GNU.sparse.map=",
            "GNU.sparse.size=",
            "30 size=99999999999999999999\n",
            "data_batch_2.bin",
            "test_batch.bin",
            "batches.meta.txt",
            "\u0080\0\0\0\0\0\0\0\0\0\0\1",
            "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");

    /** Returns the target of arrays. */
    static ImagesTarget npy(Path folder) throws Exception {
        return archive(
                folder,
                "images.npy",
                List.of(
                        Encodings.input(
                                false, npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 16, 16), }", 512)),
                        Encodings.input(
                                false,
                                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 16, 16, 3), }", 3072)),
                        Encodings.input(
                                false,
                                npy("{'descr': '>f8', 'fortran_order': True, 'shape': (1, 1, 16, 16), }", 2048))),
                NPY_WORDS);
    }

    private static final List<String> NPY_WORDS = List.of(
            "\u0093NUMPY\1\0",
            "\u0093NUMPY\2\0",
            "\u0093NUMPY\3\0",
            "'descr': ",
            "'fortran_order': ",
            "'shape': ",
            "True",
            "|b1",
            "<i8",
            "<f2",
            "|O",
            "99999999999999999999",
            "2147483647, ",
            "-1, ",
            "0, ",
            "()",
            "images.npy",
            "labels.npy");

    private static byte[] npy(String header, int elements) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
        out.write(text.length);
        out.write(0);
        out.writeBytes(text);
        out.writeBytes(new byte[elements]);
        return out.toByteArray();
    }

    /** Returns the target of archives of arrays. */
    static ImagesTarget npz(Path folder) throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        new NumpyArchive()
                .put("images", new byte[512], 2, 16, 16)
                .put("labels", new byte[2], 2)
                .write(compressed);
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("images.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 16, 16), }", 512));
        members.put("labels.npy", npy("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }", 16));
        return archive(
                folder,
                "images.npz",
                List.of(
                        Encodings.input(false, compressed.toByteArray()),
                        Encodings.input(false, Encodings.zip(members, false))),
                NPY_WORDS);
    }

    @Override
    public List<byte[]> seeds() {
        return seeds;
    }

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(DataException.class);
    }

    @Override
    public void read(byte[] input) throws Exception {
        Files.write(file, encoder.encode(input));
        // Images are decoded again only if their size or time has changed.
        Files.setLastModifiedTime(file, FileTime.fromMillis(++modified));
        ImageFilesSource images = (ImageFilesSource) Hidden.create(
                ImageFilesSource.class.getName(),
                source,
                ImageImport.defaults().withResize(SIDE, SIDE),
                cache,
                TransferListener.NONE,
                limits);
        images.survey();
        for (Split split : Split.values()) {
            if (split == Split.TRAIN || images.hasTestSet()) {
                check(images.open(split));
            }
        }
    }

    private static void check(Dataset images) {
        FaultException.unless(images.size() > 0, "no images");
        FaultException.unless(images.shape().height() == SIDE && images.shape().width() == SIDE, "shape");
        for (int i = 0; i < Math.min(images.size(), READ_IMAGES); i++) {
            FaultException.unless(images.image(i).length == images.shape().numel(), "size of image " + i);
            if (images.classes() > 0) {
                FaultException.unless(
                        images.label(i) >= 0 && images.label(i) < images.classes(), "label of image " + i);
            }
        }
        FaultException.unless(images.classNames().size() == images.classes(), "classes");
    }
}
