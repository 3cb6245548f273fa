package wgan.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import wgan.random.Seed;

/**
 * Where datasets come from.
 *
 * @param directory a folder with the person's own IDX files, which is then the only source
 * @param cache the folder that keeps a folder of fetched files for each dataset
 * @param seed what the synthetic digits follow from
 * @param listener hears how fetching goes
 */
public record DataOptions(Optional<Path> directory, Path cache, Seed seed, TransferListener listener) {

    /** No folder of one's own, the user's cache, seed 0, and nobody listening. */
    public static DataOptions defaults() {
        Path cache = userCache(System.getenv(), Path.of(System.getProperty("user.home")));
        return new DataOptions(Optional.empty(), cache, new Seed(0), TransferListener.NONE);
    }

    /** These options, with a folder of one's own files. */
    public DataOptions withDirectory(Path directory) {
        return new DataOptions(Optional.of(directory), cache, seed, listener);
    }

    /** These options, with another cache. */
    public DataOptions withCache(Path cache) {
        return new DataOptions(directory, cache, seed, listener);
    }

    /** These options, with another seed. */
    public DataOptions withSeed(Seed seed) {
        return new DataOptions(directory, cache, seed, listener);
    }

    /** These options, with a listener. */
    public DataOptions withListener(TransferListener listener) {
        return new DataOptions(directory, cache, seed, listener);
    }

    /** Our part of the user's cache; the XDG specification has a relative path there ignored. */
    static Path userCache(Map<String, String> environment, Path home) {
        Path caches = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        return (caches.isAbsolute() ? caches : home.resolve(".cache")).resolve("wgan");
    }
}
