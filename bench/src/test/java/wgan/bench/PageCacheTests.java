package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTests {
    @TempDir
    private Path directory;

    @Test
    void drop_writesToTheControlFile() throws PeerException, IOException {
        Path control = directory.resolve("drop_caches");
        new PageCache(control).drop();
        assertThat(control).hasContent("1");
    }

    @Test
    void drop_reportsThatItIsNotAllowed() {
        Path control = directory.resolve("gone/drop_caches");
        assertThatExceptionOfType(PeerException.class)
                .isThrownBy(() -> new PageCache(control).drop())
                .withMessageStartingWith("the page cache cannot be dropped: ");
    }
}
