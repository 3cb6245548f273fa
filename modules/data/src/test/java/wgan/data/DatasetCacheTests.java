package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DatasetCacheTests {

    private static final DataFile IMAGES = OneFile.IMAGES.published();
    private static final DataFile LABELS = OneFile.LABELS.published();
    private static final List<DataFile> BOTH = List.of(IMAGES, LABELS);

    private final RecordingListener listener = new RecordingListener();
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path scratch;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = scratch.resolve("cache/mnist");
    }

    @Test
    void obtain_fetchesOnlyMissingFiles() throws IOException {
        DatasetCache cache = cache(has("A", OneFile.IMAGES, OneFile.LABELS));
        assertThat(cache.obtain(List.of(IMAGES))).containsExactly(folder.resolve(IMAGES.publishedName()));
        assertThat(cache.obtain(BOTH))
                .containsExactly(folder.resolve(IMAGES.publishedName()), folder.resolve(LABELS.publishedName()));
        assertThat(cache.obtain(BOTH)).hasSize(2);
        assertThat(asked).containsExactly("A: train-images-idx3-ubyte", "A: train-labels-idx1-ubyte");
        assertThat(listener.notes).isEmpty();
    }

    @Test
    void obtain_asksTheSourcesInOrderForTheFilesStillMissing() throws IOException {
        DatasetCache cache =
                cache(has("A"), has("B", OneFile.IMAGES), has("C", OneFile.LABELS), has("D", OneFile.LABELS));
        assertThat(cache.obtain(BOTH)).hasSize(2);
        assertThat(asked)
                .containsExactly(
                        "A: train-images-idx3-ubyte",
                        "B: train-images-idx3-ubyte",
                        "B: train-labels-idx1-ubyte",
                        "C: train-labels-idx1-ubyte");
        assertThat(listener.notes)
                .containsExactly(
                        "mnist: not available from A (unknown host A)", "mnist: not available from B (unknown host B)");
    }

    @Test
    void obtain_fetchesADamagedFileAgainWithANote() throws IOException {
        Files.createDirectories(folder);
        Path damaged = Files.write(folder.resolve(IMAGES.publishedName()), new byte[5]);
        assertThat(cache(has("A", OneFile.IMAGES)).obtain(List.of(IMAGES))).containsExactly(damaged);
        assertThat(damaged).hasBinaryContent(OneFile.IMAGES.gzip());
        assertThat(listener.notes)
                .containsExactly(damaged + ": damaged (its SHA-256 is not that of the original); fetching it again");
    }

    @Test
    void obtain_acceptsADecompressedFile() throws IOException {
        Files.createDirectories(folder);
        Path raw = Files.write(folder.resolve(IMAGES.name()), OneFile.IMAGES.raw());
        assertThat(cache().obtain(List.of(IMAGES))).containsExactly(raw);
    }

    @Test
    void obtain_fetchesTheCompressedFileIfTheSha256OfTheOtherIsNotKnown() throws IOException {
        Files.createDirectories(folder);
        Path raw = Files.write(folder.resolve(IMAGES.name()), OneFile.IMAGES.raw());
        DataFile compressed = OneFile.IMAGES.publishedCompressed();
        assertThat(cache(has("A", OneFile.IMAGES)).obtain(List.of(compressed)))
                .containsExactly(folder.resolve(compressed.publishedName()));
        assertThat(listener.notes)
                .containsExactly(raw + ": its SHA-256 is not known; fetching train-images-idx3-ubyte.gz");
    }

    @Test
    void obtain_thatFailsListsWhatWasTried() {
        assertThatThrownBy(() -> cache(has("A"), has("B")).obtain(BOTH))
                .isInstanceOfSatisfying(
                        DataException.class,
                        e -> assertThat(e.reason()).isEqualTo(DataException.Reason.DATASET_UNAVAILABLE))
                .hasMessage("mnist: train-images-idx3-ubyte is not available; tried the cache " + folder
                        + ", A (unknown host A), B (unknown host B)");
    }

    @Test
    void obtain_refusesACacheThatCannotBeWritten() throws IOException {
        Path inTheWay = Files.writeString(scratch.resolve("cache"), "a file");
        assertThatThrownBy(() -> cache(has("A", OneFile.IMAGES)).obtain(BOTH))
                .isInstanceOfSatisfying(
                        DataException.class,
                        e -> assertThat(e.reason()).isEqualTo(DataException.Reason.CACHE_NOT_WRITABLE))
                .hasMessageStartingWith(inTheWay + "/mnist: the cache cannot be written (")
                .hasMessageEndingWith("); use a folder that is writable, on a disk with free space");
        assertThat(asked).isEmpty();
    }

    @Test
    void obtain_withAFullDiskAsksNoOtherSource() {
        DownloadSource full = (files, into, notified) -> {
            asked.add("A");
            throw DataException.unwritten(into.resolve("file"), new IOException("No space left on device"));
        };
        assertThatThrownBy(() -> cache(full, has("B", OneFile.IMAGES)).obtain(List.of(IMAGES)))
                .isInstanceOfSatisfying(
                        DataException.class,
                        e -> assertThat(e.reason()).isEqualTo(DataException.Reason.CACHE_NOT_WRITABLE))
                .hasMessage(folder + ": the cache cannot be written (No space left on device);"
                        + " use a folder that is writable, on a disk with free space");
        assertThat(asked).containsExactly("A");
    }

    @Test
    void obtain_removesWhatAKilledProcessLeft() throws IOException {
        Files.createDirectories(folder);
        Path abandoned = Files.createFile(
                folder.resolve(".train-images-idx3-ubyte.gz-00000000-0000-0000-0000-000000000000.part"));
        cache(has("A", OneFile.IMAGES)).obtain(List.of(IMAGES));
        assertThat(abandoned).doesNotExist();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX's")
    void obtain_refusesAProtectedFolder() throws IOException {
        Files.createDirectories(folder);
        assertThat(folder.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(folder), "the superuser may write anywhere");
        assertThatThrownBy(() -> cache(has("A", OneFile.IMAGES)).obtain(BOTH))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + ": the cache cannot be written (permission denied)");
        assertThat(asked).isEmpty();
    }

    @Test
    void obtain_isSafeForManyThreads() throws Exception {
        Callable<List<Path>> obtain = () -> new DatasetCache(
                        DatasetName.MNIST,
                        folder,
                        List.of(new Has("A", List.of(OneFile.IMAGES, OneFile.LABELS), new ArrayList<>())),
                        TransferListener.NONE)
                .obtain(BOTH);
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (Future<List<Path>> paths : many.invokeAll(Collections.nCopies(32, obtain))) {
                assertThat(paths.get()).hasSize(2);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private DatasetCache cache(DownloadSource... sources) {
        return new DatasetCache(DatasetName.MNIST, folder, List.of(sources), listener);
    }

    private DownloadSource has(String name, OneFile... files) {
        return new Has(name, List.of(files), asked);
    }

    /** A source that has some files, and records what it was asked for. */
    private record Has(String name, List<OneFile> files, List<String> asked) implements DownloadSource {

        @Override
        public void fetch(List<DataFile> requested, Path folder, TransferListener listener) throws IOException {
            for (DataFile file : requested) {
                asked.add(name + ": " + file.name());
                OneFile found = files.stream()
                        .filter(one -> one.name().equals(file.name()))
                        .findFirst()
                        .orElseThrow(() -> new UnknownHostException(name));
                file.store(new ByteArrayInputStream(found.gzip()), folder, file.publishedName(), read -> {});
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
