package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpMirrorTests {

    private static final String IMAGES_GZ = "train-images-idx3-ubyte.gz";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingListener listener = new RecordingListener();

    @TempDir
    private Path folder;

    private LoopbackServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stopServer() throws IOException, InterruptedException {
        server.close();
    }

    @Test
    void fetch_bringsEveryFile() throws IOException {
        server.answer(IMAGES_GZ, OneFile.IMAGES.gzip());
        server.answer("train-labels-idx1-ubyte.gz", OneFile.LABELS.gzip());
        fetch(PATIENCE, OneFile.IMAGES, OneFile.LABELS);
        assertThat(folder.resolve(IMAGES_GZ)).hasBinaryContent(OneFile.IMAGES.gzip());
        assertThat(folder.resolve("train-labels-idx1-ubyte.gz")).hasBinaryContent(OneFile.LABELS.gzip());
        assertThat(listener.events)
                .containsExactly(
                        "started train-images-idx3-ubyte.gz from 127.0.0.1, " + OneFile.IMAGES.gzip().length,
                        "ended",
                        "started train-labels-idx1-ubyte.gz from 127.0.0.1, " + OneFile.LABELS.gzip().length,
                        "ended");
        assertThat(listener.lastProgress).isEqualTo(OneFile.LABELS.gzip().length);
    }

    @Test
    void fetch_followsARedirect() throws IOException {
        server.answer(IMAGES_GZ, "302 Found", "Location: /elsewhere\r\nContent-Length: 0", new byte[0]);
        server.answer("elsewhere", OneFile.IMAGES.gzip());
        fetch(PATIENCE, OneFile.IMAGES);
        assertThat(folder.resolve(IMAGES_GZ)).hasBinaryContent(OneFile.IMAGES.gzip());
    }

    @Test
    void fetch_keepsTheFilesBeforeTheOneThatFails() {
        server.answer(IMAGES_GZ, OneFile.IMAGES.gzip());
        assertThatThrownBy(() -> fetch(PATIENCE, OneFile.IMAGES, OneFile.LABELS))
                .isInstanceOf(DataException.class)
                .hasMessage("train-labels-idx1-ubyte.gz: HTTP status 404");
        assertThat(folder).isDirectoryContaining("glob:**.gz");
    }

    @Test
    void fetch_refusesAnotherChecksum() {
        server.answer(IMAGES_GZ, new byte[100]);
        assertThatThrownBy(() -> fetch(PATIENCE, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(IMAGES_GZ + ": SHA-256 is ");
        assertThat(folder).isEmptyDirectory();
        assertThat(listener.events).last().isEqualTo("ended");
    }

    @Test
    void fetch_refusesABodyThatBreaksOff() {
        byte[] whole = OneFile.IMAGES.gzip();
        server.answer(IMAGES_GZ, "200 OK", "Content-Length: " + whole.length, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> fetch(PATIENCE, OneFile.IMAGES)).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fetch_doesNotWaitForEver() {
        server.keepSilent(IMAGES_GZ);
        assertThatThrownBy(() -> fetch(Duration.ofMillis(50), OneFile.IMAGES))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(DataException.describe(e)).isEqualTo("no answer in time"));
    }

    @Test
    void fetch_saysThatNobodyListens() throws IOException, InterruptedException {
        URI base = server.base();
        server.close();
        assertThatThrownBy(() -> new HttpMirror(base, PATIENCE)
                        .fetch(List.of(OneFile.IMAGES.published()), folder, TransferListener.NONE))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(DataException.describe(e)).isEqualTo("connection refused"));
    }

    private void fetch(Duration timeout, OneFile... files) throws IOException {
        HttpMirror mirror = new HttpMirror(server.base(), timeout);
        mirror.fetch(Arrays.stream(files).map(OneFile::published).toList(), folder, listener);
    }
}
