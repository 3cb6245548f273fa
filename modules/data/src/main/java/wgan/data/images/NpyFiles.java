package wgan.data.images;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.data.Split;

/**
 * Reads images in NumPy's files: an {@code .npy} file has images without labels, an {@code .npz} file can have labels and a test set,
 * by the names of its arrays.
 */
final class NpyFiles {

    private static final String SUFFIX = ".npy";

    private static final List<String> TRAIN_IMAGES = List.of(
            "x_train",
            "train_images",
            "train_x",
            "images_train",
            "train_data",
            "images",
            "image",
            "imgs",
            "x",
            "data",
            "arr_0");
    private static final List<String> TRAIN_LABELS =
            List.of("y_train", "train_labels", "train_y", "labels_train", "labels", "label", "targets", "y", "arr_1");
    private static final List<String> TEST_IMAGES =
            List.of("x_test", "test_images", "test_x", "images_test", "test_data");
    private static final List<String> TEST_LABELS = List.of("y_test", "test_labels", "test_y", "labels_test");

    private final Path location;
    private final Limits limits;
    private final Map<String, Array> arrays = new LinkedHashMap<>(); // by the name in lower case

    private NpyFiles(Path location, Limits limits) {
        this.location = location;
        this.limits = limits;
    }

    /** An array: its file, for messages, and how it is opened. */
    private record Array(String name, NpyHeader header, ArrayFile.Source source) {}

    /** Returns whether all files of an archive are arrays. */
    static boolean isNpz(ZipFiles files) {
        return !files.entries().isEmpty()
                && files.entries().stream().allMatch(entry -> entry.name().endsWith(SUFFIX));
    }

    /** Returns the reader of an {@code .npy} file. */
    static ImageReader ofNpy(Path path, Limits limits) throws DataException {
        NpyFiles files = new NpyFiles(path, limits);
        files.add("images", path.toString(), () -> SourceFormats.open(path, limits));
        return files.reader(".npy file", Stamps.of(List.of(path)));
    }

    /** Returns the reader of an {@code .npz} file. */
    static ImageReader ofNpz(ZipFiles zip, Limits limits) throws DataException {
        NpyFiles files = new NpyFiles(zip.location(), limits);
        for (FileSet.Entry entry : zip.entries()) {
            String key = entry.name().substring(0, entry.name().length() - SUFFIX.length());
            files.add(key.toLowerCase(Locale.ROOT), zip.shown(entry), () -> open(zip, entry));
        }
        return files.reader(".npz file", Stamps.of(List.of(zip.location())));
    }

    /** Opens an array in an archive; the archive is closed together with it. */
    private static InputStream open(ZipFiles zip, FileSet.Entry entry) throws IOException {
        FileSet.Content content = zip.content();
        try {
            return new FilterInputStream(content.open(entry)) {
                @Override
                public void close() throws IOException {
                    try (content) {
                        super.close();
                    }
                }
            };
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    private void add(String key, String name, ArrayFile.Source source) throws DataException {
        try (InputStream in = source.open()) {
            arrays.put(key, new Array(name, NpyHeader.read(in, name), source));
        } catch (EOFException e) {
            throw new DataException(name + ": ends in its header, expected an .npy file; save or copy it again", e);
        } catch (IOException e) {
            throw ArrayFile.unreadable(name, "at its header", e);
        }
    }

    private ImageReader reader(String format, List<String> stamp) throws DataException {
        Optional<Array> images = find(TRAIN_IMAGES);
        if (images.isEmpty() && arrays.size() == 1) {
            images = arrays.values().stream().findFirst();
        }
        if (images.isEmpty()) {
            throw new DataException(
                    "%s: has the arrays %s, expected images named x_train, train_images, images or arr_0; save them with such a name"
                            .formatted(
                                    location,
                                    Names.shown(String.join(
                                            ", ",
                                            arrays.keySet().stream().limit(10).toList()))));
        }
        Map<Split, List<ArrayFile>> parts = new EnumMap<>(Split.class);
        Optional<Array> labels = find(TRAIN_LABELS);
        parts.put(Split.TRAIN, List.of(file(images.get(), labels)));
        Optional<Array> testImages = find(TEST_IMAGES);
        Optional<Array> testLabels = find(TEST_LABELS);
        if (testImages.isPresent()) {
            if (labels.isPresent() != testLabels.isPresent()) {
                throw new DataException(
                        "%s: has labels of one of the training set and the test set only; save the labels of both, or none"
                                .formatted(location));
            }
            parts.put(Split.TEST, List.of(file(testImages.get(), testLabels)));
        }
        return new ArrayReader(location, format, parts, List.of(), stamp);
    }

    private Optional<Array> find(List<String> names) {
        return names.stream().filter(arrays::containsKey).map(arrays::get).findFirst();
    }

    private ArrayFile file(Array images, Optional<Array> labels) throws DataException {
        NpyHeader header = images.header();
        if (!header.isBytes()) {
            throw new DataException(
                    "%s: elements are %s, expected unsigned bytes |u1 from 0 to 255; save (255 * x).round().astype('uint8') for x from 0 to 1"
                            .formatted(images.name(), header.description()));
        }
        ArrayFile.Layout layout = Layouts.of(images.name(), header.sizes(), limits);
        int count = header.sizes()[0];
        byte[] values = labels.isEmpty() ? new byte[0] : labels(labels.get(), count);
        return new ArrayFile(images.name(), images.source(), header.offset(), count, layout, values);
    }

    private static byte[] labels(Array array, int count) throws DataException {
        NpyHeader header = array.header();
        int[] sizes = header.sizes();
        int size = header.integerBytes();
        boolean isColumn = sizes.length == 1 || (sizes.length == 2 && sizes[1] == 1);
        if (size == 0 || !isColumn || sizes[0] != count) {
            throw new DataException(
                    "%s: labels are %s, expected %d integers, one for each image; save them with the shape (%d,)"
                            .formatted(array.name(), header.description(), count, count));
        }
        byte[] labels = new byte[0];
        try (InputStream in = new BufferedInputStream(array.source().open())) {
            in.skipNBytes(header.offset());
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                read.write(label(array, in.readNBytes(size), i));
            }
            labels = read.toByteArray();
        } catch (EOFException e) {
            throw new DataException(
                    "%s: ends before the %d labels that it states; save or copy it again"
                            .formatted(array.name(), count),
                    e);
        } catch (IOException e) {
            throw ArrayFile.unreadable(array.name(), "at its labels", e);
        }
        return labels;
    }

    private static int label(Array array, byte[] bytes, int index) throws IOException {
        NpyHeader header = array.header();
        if (bytes.length < header.integerBytes()) {
            throw new EOFException();
        }
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value = value << 8 | Bytes.unsigned(bytes, header.isBigEndian() ? i : bytes.length - 1 - i);
        }
        if (value < 0 || value >= Dataset.MAX_CLASSES) {
            throw new DataException("%s: label %d is %d, expected 0 to %d; number the classes from 0"
                    .formatted(array.name(), index, value, Dataset.MAX_CLASSES - 1));
        }
        return (int) value;
    }
}
