package wgan.data;

import java.nio.file.Path;
import java.util.Optional;
import wgan.image.ImageShape;
import wgan.random.Seed;

/**
 * The options with which {@link Datasets} opens datasets.
 *
 * @param directory a folder of user-provided files, named as the published ones, which is then the only source
 * @param cache the folder that has a folder of fetched files for each dataset
 * @param seed determines the synthetic digits
 * @param syntheticShape the shape of the synthetic digits
 * @param listener is notified of fetching
 */
public record DataOptions(
        Optional<Path> directory, Path cache, Seed seed, ImageShape syntheticShape, TransferListener listener) {

    /**
     * Returns the default options: no folder of user-provided files, the user's cache, seed 0, the shape of
     * MNIST, and no listener.
     *
     * <p>The cache is {@code $XDG_CACHE_HOME/wgan}, or {@code .cache/wgan} in the home folder. If the home folder cannot be
     * written, it is a folder among the temporary files that only the user can read; the listener of the first dataset that
     * is opened or fetched is notified of it.
     */
    public static DataOptions defaults() {
        return new DataOptions(
                Optional.empty(), UserCache.current().folder(), new Seed(0), ImageShape.MNIST, TransferListener.NONE);
    }

    /** Returns these options with a folder of user-provided files. */
    public DataOptions withDirectory(Path directory) {
        return new DataOptions(Optional.of(directory), cache, seed, syntheticShape, listener);
    }

    /** Returns these options with another cache. */
    public DataOptions withCache(Path cache) {
        return new DataOptions(directory, cache, seed, syntheticShape, listener);
    }

    /** Returns these options with another seed. */
    public DataOptions withSeed(Seed seed) {
        return new DataOptions(directory, cache, seed, syntheticShape, listener);
    }

    /** Returns these options with another shape of the synthetic digits. */
    public DataOptions withSyntheticShape(ImageShape shape) {
        return new DataOptions(directory, cache, seed, shape, listener);
    }

    /** Returns these options with a listener. */
    public DataOptions withListener(TransferListener listener) {
        return new DataOptions(directory, cache, seed, syntheticShape, listener);
    }
}
