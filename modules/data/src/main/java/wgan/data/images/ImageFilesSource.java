package wgan.data.images;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.data.DataException;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.Sha256;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.random.Seed;

/**
 * Images of one's own: a folder or a zip archive of PNG, JPEG, BMP or GIF files, IDX files, CIFAR's binary files, or an {@code .npy} or
 * {@code .npz} file.
 *
 * <p>The format is recognized by content. The images are decoded once, on all cores, to a file in the cache, which is made again when
 * the options or the files change (their paths, sizes or times); afterwards it is mapped, so that a dataset of any size takes no memory of
 * the Java heap but a byte for each label. The files themselves are never changed, and nothing is written outside the cache. A file in the
 * cache is removed when the images it is from have changed and are decoded again; {@link ImageCache} removes the others.
 *
 * <p>Image files are stored in a fixed random order, so that the last sixth of them is a fair validation set; the images of other formats
 * keep their order. The files are listed once: a source that is to see that they have changed is created anew. Usable by several threads,
 * which wait for each other, and by several processes at once.
 *
 * <pre>{@code
 * ImageImport options = ImageImport.defaults().withResize(64, 64);
 * DataSource source = ImageFilesSource.of(Path.of("photos"), options, cache, TransferListener.NONE);
 * Dataset images = source.open(Split.TRAIN);                          // decoded at the first call
 * }</pre>
 */
public final class ImageFilesSource implements DataSource {

    /** The key of {@link #origin} that has the path of the images. */
    public static final String PATH_KEY = "data_path";

    /** Part of the name of cache files; another number when images are decoded to other pixels than before. */
    private static final int DECODING = 2;

    private static final int SHOWN_LENGTH = 300;

    private final Path path;
    private final ImageImport options;
    private final Path cache;
    private final TransferListener listener;
    private final Limits limits;

    /** What was listed, so that a folder is listed once. It may take much memory, which is given back when it is needed. */
    private SoftReference<ImageReader> listed = new SoftReference<>(null);

    ImageFilesSource(Path path, ImageImport options, Path cache, TransferListener listener, Limits limits) {
        this.path = path;
        this.options = options;
        this.cache = cache;
        this.listener = listener;
        this.limits = limits;
    }

    /**
     * Returns the source of the images in a folder or a file, which is first read when it is needed.
     *
     * @param cache the folder in which there is a folder {@code images} for decoded images; created when it is needed
     * @param listener is notified of progress, in images, and of corrupt images that are skipped
     */
    public static ImageFilesSource of(Path path, ImageImport options, Path cache, TransferListener listener) {
        return new ImageFilesSource(path, options, cache, listener, Limits.DEFAULT);
    }

    /**
     * Returns the source that a run has recorded.
     *
     * @param origin as {@link #origin} returned it
     * @throws IllegalArgumentException if there is no path, or a value is malformed
     */
    public static ImageFilesSource of(Map<String, String> origin, Path cache, TransferListener listener) {
        if (!origin.containsKey(PATH_KEY)) {
            throw new IllegalArgumentException("origin of images: has no data_path");
        }
        return of(Path.of(origin.get(PATH_KEY)), ImageImport.of(origin), cache, listener);
    }

    /** Returns the last part of the path. */
    @Override
    public String name() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? "images" : Names.shown(last.toString());
    }

    @Override
    public Path location() {
        return path;
    }

    @Override
    public Path cache() {
        return images().folder().resolve(digest(lines(origin())));
    }

    @Override
    public TransferListener listener() {
        return listener;
    }

    /** Returns this source, which is the same for all seeds. */
    @Override
    public ImageFilesSource withSeed(Seed seed) {
        return this;
    }

    /** Returns the path (data_path, absolute) and the options that are not the default; see {@link ImageImport#origin}. */
    public Map<String, String> origin() {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put(PATH_KEY, path.toAbsolutePath().normalize().toString());
        origin.putAll(options.origin());
        return origin;
    }

    /** Returns the reader of the images, whose files are listed at the first call. It is used with this object locked. */
    private ImageReader reader() throws DataException {
        ImageReader known = listed.get();
        if (known != null) {
            return known;
        }
        ImageReader reader = SourceFormats.reader(path, limits);
        listed = new SoftReference<>(reader);
        return reader;
    }

    @Override
    public synchronized boolean hasTestSet() throws DataException {
        try {
            ImageReader reader = reader();
            if (reader instanceof ArrayReader arrays) {
                return arrays.parts().containsKey(Split.TEST);
            }
            Optional<MappedDataset> training = cached(reader, Split.TRAIN);
            return training.isPresent()
                    ? training.get().index().hasTestSet()
                    : reader.survey(listener).hasTestSet();
        } catch (IOException | UncheckedIOException e) {
            throw refusal(e);
        }
    }

    /**
     * Returns what is there, by the headers of the images; nothing is decoded.
     *
     * @throws DataException if there are no images, or a file other than an image is malformed
     */
    public synchronized ImageSurvey survey() throws DataException {
        try {
            return reader().survey(listener).with(options);
        } catch (IOException | UncheckedIOException e) {
            throw refusal(e);
        }
    }

    @Override
    public synchronized Dataset open(Split split, int limit) throws DataException {
        if (limit < 1) {
            throw new IllegalArgumentException("dataset %s: limit is %d, expected at least 1".formatted(name(), limit));
        }
        try {
            ImageReader reader = reader();
            Optional<MappedDataset> cached = cached(reader, split);
            MappedDataset images = cached.isPresent() ? cached.get() : decode(reader, split);
            noteSkipped(images.index());
            return images.limit(limit);
        } catch (IOException | UncheckedIOException e) {
            throw refusal(e);
        }
    }

    private void noteSkipped(CacheIndex index) {
        if (index.skipped() > 0) {
            listener.noted(
                    index.skipped() == 1
                            ? "%s: skipped 1 corrupt image: %s".formatted(path, index.firstSkipped())
                            : "%s: skipped %d corrupt images; the first: %s"
                                    .formatted(path, index.skipped(), index.firstSkipped()));
        }
    }

    private DataException refusal(Exception e) {
        return e instanceof DataException data
                ? data
                : ArrayFile.unreadable(
                        path.toString(), "as images", e instanceof IOException io ? io : (IOException) e.getCause());
    }

    private ImageCache images() {
        return ImageCache.in(cache);
    }

    private Path file(ImageReader reader, Split split) throws IOException {
        List<String> source = new ArrayList<>();
        source.add("decoding " + DECODING + " of " + split);
        source.add(path.toRealPath().toString());
        source.addAll(lines(options.origin()));
        return images().file(digest(source), digest(reader.stamp()));
    }

    private static List<String> lines(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    /** Returns half of the SHA-256 of lines. */
    private static String digest(List<String> lines) {
        MessageDigest sha256 = Sha256.digest();
        for (String line : lines) {
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    /** Maps the file in the cache, if there is one that is not damaged. */
    private Optional<MappedDataset> cached(ImageReader reader, Split split) throws IOException {
        Path file = file(reader, split);
        try {
            return CacheFile.open(file, name(), origin());
        } catch (CacheFile.DamagedException e) {
            listener.noted(file + ": damaged (" + e.getMessage() + "); decoding the images again");
            return Optional.empty();
        }
    }

    /** Decodes the images of a part to a file in the cache, and maps it. */
    private MappedDataset decode(ImageReader reader, Split split) throws IOException {
        ImageSurvey survey = reader.survey(listener);
        if (!survey.parts().containsKey(split)) {
            throw new DataException(
                    "%s: has no test set; put it in a folder 'test' beside 'train', or compare with a part of the training set"
                            .formatted(path));
        }
        ImageConversion conversion = new ImageConversion(survey.shape(options), options);
        Path file = file(reader, split);
        createFolder();
        int count = survey.parts().get(split).images();
        listener.started("decoding " + path, count, TransferListener.Unit.IMAGES);
        try {
            CacheFile.write(file, out -> body(reader, split, conversion, survey, out));
        } catch (DataException e) {
            throw e.reason() == DataException.Reason.WRITE_FAILED ? notWritable(e) : e;
        } finally {
            listener.ended();
        }
        images().removeOlder(file);
        return CacheFile.open(file, name(), origin())
                .orElseThrow(() -> new DataException(file + ": was deleted while it was used; try again"));
    }

    private CacheFile.Written body(
            ImageReader reader, Split split, ImageConversion conversion, ImageSurvey survey, OutputStream out)
            throws IOException {
        ImportedImages imported = new ImportedImages(out, options.skipCorrupt(), listener);
        reader.read(split, conversion, imported);
        return imported.written(path, conversion.shape(), survey);
    }

    private void createFolder() throws DataException {
        try {
            Files.createDirectories(images().folder());
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private DataException notWritable(IOException e) {
        String reason =
                e.getCause() instanceof IOException cause ? DataException.describe(cause) : DataException.describe(e);
        return new DataException(
                DataException.Reason.CACHE_NOT_WRITABLE,
                "%s: the cache cannot be written (%s); use a folder that is writable, on a disk with free space"
                        .formatted(images().folder(), reason),
                e);
    }

    /** Returns the beginning of a line that may be long. */
    static String shortened(String line) {
        return line.length() <= SHOWN_LENGTH ? line : line.substring(0, SHOWN_LENGTH) + "…";
    }
}
