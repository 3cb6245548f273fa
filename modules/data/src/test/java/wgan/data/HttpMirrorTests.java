package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpMirrorTests {

    private static final String IMAGES_GZ = "train-images-idx3-ubyte.gz";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

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
    void fetch_storesEveryFile() throws IOException {
        server.answer(IMAGES_GZ, OneFile.IMAGES.gzip());
        server.answer("train-labels-idx1-ubyte.gz", OneFile.LABELS.gzip());
        fetch(TIMEOUT, OneFile.IMAGES, OneFile.LABELS);
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
        fetch(TIMEOUT, OneFile.IMAGES);
        assertThat(folder.resolve(IMAGES_GZ)).hasBinaryContent(OneFile.IMAGES.gzip());
    }

    @Test
    void fetch_keepsTheFilesBeforeTheOneThatFails() {
        server.answer(IMAGES_GZ, OneFile.IMAGES.gzip());
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES, OneFile.LABELS))
                .isInstanceOf(DataException.class)
                .hasMessage("train-labels-idx1-ubyte.gz: HTTP status 404");
        assertThat(folder).isDirectoryContaining("glob:**.gz");
    }

    @Test
    void fetch_refusesAnotherChecksum() {
        server.answer(IMAGES_GZ, new byte[100]);
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(IMAGES_GZ + ": SHA-256 is ");
        assertThat(folder).isEmptyDirectory();
        assertThat(listener.events).last().isEqualTo("ended");
    }

    @Test
    void connectionCutInTheBody_isReportedAsATransferFault() {
        byte[] whole = OneFile.IMAGES.gzip();
        server.answer(IMAGES_GZ, "200 OK", "Content-Length: " + whole.length, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.reason()).isEqualTo(DataException.Reason.OTHER))
                .hasMessage(IMAGES_GZ + ": the transfer failed (Premature EOF)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void connectionCutInAChunk_isReportedAsATransferFault() {
        byte[] chunk = "1000\r\nonly this".getBytes(StandardCharsets.ISO_8859_1);
        server.answer(IMAGES_GZ, "200 OK", "Transfer-Encoding: chunked", chunk);
        assertThatThrownBy(() -> fetch(TIMEOUT, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage(IMAGES_GZ + ": the transfer failed (Premature EOF)");
    }

    @Test
    void silentServer_isLeftAfterTheReadTimeout() {
        server.keepSilent(IMAGES_GZ);
        assertThatThrownBy(() -> fetch(Duration.ofMillis(50), OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage(IMAGES_GZ + ": the transfer failed (no answer in time)");
    }

    @Test
    void bodyThatComesByteByByte_isLeftAfterTheTotalTimeout() {
        server.drip(IMAGES_GZ, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        assertTakesTooLong();
        assertThat(listener.events).last().isEqualTo("ended");
        assertThat(listener.lastProgress).isPositive();
    }

    @Test
    void headersThatComeByteByByte_areLeftAfterTheTotalTimeout() {
        server.drip(IMAGES_GZ, "HTTP/1.1 200 OK\r\nX-Filler: ");
        assertTakesTooLong();
    }

    @Test
    void totalTimeout_coversAllFiles() {
        server.answer(IMAGES_GZ, OneFile.IMAGES.gzip());
        server.drip("train-labels-idx1-ubyte.gz", "HTTP/1.1 200 OK\r\n\r\n");
        HttpMirror mirror = new HttpMirror(server.base(), TIMEOUT, Duration.ofSeconds(2));
        assertThatThrownBy(() -> fetch(mirror, OneFile.IMAGES, OneFile.LABELS))
                .isInstanceOf(DataException.class)
                .hasMessage("train-labels-idx1-ubyte.gz: the transfer took longer than 2 s");
        assertThat(folder.resolve(IMAGES_GZ)).exists();
    }

    private void assertTakesTooLong() {
        HttpMirror mirror = new HttpMirror(server.base(), TIMEOUT, Duration.ofMillis(200));
        assertThatThrownBy(() -> fetch(mirror, OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage(IMAGES_GZ + ": the transfer took longer than 0 s");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void closedPort_isReportedAsARefusedConnection() throws IOException, InterruptedException {
        URI base = server.base();
        server.close();
        assertThatThrownBy(() -> fetch(new HttpMirror(base, TIMEOUT, TIMEOUT), OneFile.IMAGES))
                .isInstanceOf(DataException.class)
                .hasMessage(IMAGES_GZ + ": the transfer failed (connection refused)");
    }

    private void fetch(Duration readTimeout, OneFile... files) throws IOException {
        fetch(new HttpMirror(server.base(), readTimeout, TIMEOUT), files);
    }

    private void fetch(HttpMirror mirror, OneFile... files) throws IOException {
        mirror.fetch(Arrays.stream(files).map(OneFile::published).toList(), folder, listener);
    }
}
