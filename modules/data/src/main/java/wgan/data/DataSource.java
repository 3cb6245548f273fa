package wgan.data;

import java.nio.file.Path;
import wgan.random.Seed;

/**
 * Where a training set and a test set come from: a {@linkplain NamedSource dataset that has a name}, or files of one's own.
 *
 * <p>Immutable, and usable by several threads at once.
 */
public interface DataSource {

    /** Returns the name of its datasets, as runs record it: such as {@code mnist}, or the last part of a path. */
    String name();

    /**
     * Opens the first images of a part. Files that are missing are fetched.
     *
     * @param limit the largest number of images, at least 1
     * @throws DataException if the images are not available, or a file is malformed; also if there is no test set
     */
    Dataset open(Split split, int limit) throws DataException;

    /** Opens all images of a part; see {@link #open(Split, int)}. */
    default Dataset open(Split split) throws DataException {
        return open(split, Integer.MAX_VALUE);
    }

    /**
     * Returns whether there is a test set. Without one, results are compared with the last sixth of the training set: see {@link
     * ValidationSplit}.
     *
     * @throws DataException if the files cannot be read
     */
    boolean hasTestSet() throws DataException;

    /** Returns the folder or file of its images, for messages. */
    Path location();

    /** Returns the folder for what is computed from the images, such as a classifier; it may not exist. */
    Path cache();

    /** Returns the listener of fetching and of notes. */
    TransferListener listener();

    /** Returns the source with another seed, which determines synthetic images only. */
    DataSource withSeed(Seed seed);
}
