package wgan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Linux's page cache.
 *
 * @param control the file that drops it
 */
record PageCache(Path control) {
    private static final String CLEAN_PAGES = "1\n";
    private static final Duration SYNC_LIMIT = Duration.ofMinutes(1);

    /** Returns the page cache of this machine. */
    static PageCache ofMachine() {
        return new PageCache(Path.of("/proc/sys/vm/drop_caches"));
    }

    /**
     * Drops the content of all files from memory.
     *
     * @throws PeerException if this process may not do so
     */
    void drop() throws PeerException {
        Command.run(new ProcessBuilder("sync"), SYNC_LIMIT); // only pages that are written to disk are dropped
        try {
            Files.writeString(control, CLEAN_PAGES);
        } catch (IOException e) {
            throw new PeerException("the page cache cannot be dropped: " + e.getMessage(), e);
        }
    }
}
