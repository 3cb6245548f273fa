package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFileTests {

    private static final OneFile ORIGINAL = OneFile.IMAGES;
    private static final DataFile FILE = ORIGINAL.published();

    @TempDir
    private Path folder;

    @Test
    void store_keepsTheOriginalFileCompressedOrNot() throws IOException {
        List<Long> progress = new ArrayList<>();
        FILE.store(new ByteArrayInputStream(ORIGINAL.gzip()), folder, FILE.publishedName(), progress::add);
        assertThat(FILE.verifiedIn(folder)).contains(folder.resolve(FILE.publishedName()));
        assertThat(progress).last().isEqualTo((long) ORIGINAL.gzip().length);

        FILE.store(new ByteArrayInputStream(ORIGINAL.raw()), folder, FILE.name(), read -> {});
        assertThat(folder.resolve(FILE.name())).hasBinaryContent(ORIGINAL.raw());
        assertThat(FILE.in(folder)).containsExactly(folder.resolve(FILE.publishedName()), folder.resolve(FILE.name()));
    }

    @Test
    void store_refusesAnotherChecksum() {
        assertThatThrownBy(() -> FILE.store(new ByteArrayInputStream(new byte[3]), folder, FILE.name(), read -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("train-images-idx3-ubyte: SHA-256 is"
                        + " 709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c, expected "
                        + FILE.rawSha256().orElseThrow());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void store_refusesAnEndlessStream() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }
        };
        assertThatThrownBy(() -> FILE.store(endless, folder, FILE.publishedName(), read -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("train-images-idx3-ubyte: has more than 67108864 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void verifiedIn_ignoresADamagedFile() throws IOException {
        Files.write(folder.resolve(FILE.publishedName()), new byte[3]);
        assertThat(FILE.verifiedIn(folder)).isEmpty();
        Files.write(folder.resolve(FILE.name()), ORIGINAL.raw());
        assertThat(FILE.verifiedIn(folder)).contains(folder.resolve(FILE.name()));
    }

    @Test
    void isVerified_ofAMissingFileFailsInOneLine() {
        assertThatThrownBy(() -> FILE.isVerified(folder.resolve("gone")))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("gone")
                        + ": cannot be read (no such file or folder); make it readable or delete it");
    }

    @Test
    void state_isVerifiedDifferentOrMissing() throws IOException {
        Path compressed = folder.resolve(FILE.publishedName());
        assertThat(FileState.of(FILE, folder)).isEqualTo(new FileState(compressed, 0, FileState.Check.MISSING));
        Files.write(compressed, new byte[3]);
        assertThat(FileState.of(FILE, folder)).isEqualTo(new FileState(compressed, 3, FileState.Check.DIFFERENT));
        Files.write(compressed, ORIGINAL.gzip());
        assertThat(FileState.of(FILE, folder))
                .isEqualTo(new FileState(compressed, ORIGINAL.gzip().length, FileState.Check.VERIFIED));
    }

    @Test
    void decompressedFileWithoutAKnownSha256_isUnknown() throws IOException {
        DataFile file = ORIGINAL.publishedCompressed();
        Path raw = Files.write(folder.resolve(file.name()), ORIGINAL.raw());
        assertThat(file.in(folder)).containsExactly(raw);
        assertThat(file.verifiedIn(folder)).isEmpty();
        assertThat(FileState.of(file, folder))
                .isEqualTo(new FileState(raw, ORIGINAL.raw().length, FileState.Check.UNKNOWN));
        assertThatThrownBy(() -> file.store(new ByteArrayInputStream(ORIGINAL.raw()), folder, file.name(), read -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("train-images-idx3-ubyte: its SHA-256 is not known; fetch train-images-idx3-ubyte.gz");

        Path compressed = Files.write(folder.resolve(file.publishedName()), ORIGINAL.gzip());
        assertThat(file.verifiedIn(folder)).contains(compressed);
        assertThat(FileState.of(file, folder).check()).isEqualTo(FileState.Check.VERIFIED);
    }

    @Test
    void archive_hasOneName() throws IOException {
        DataFile archive = ORIGINAL.archive();
        assertThatThrownBy(() -> archive.store(
                        new ByteArrayInputStream(new byte[3]), folder, archive.publishedName(), read -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("train-images-idx3-ubyte: SHA-256 is"
                        + " 709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c, expected "
                        + archive.sha256());
        assertThat(folder).isEmptyDirectory();

        archive.store(new ByteArrayInputStream(ORIGINAL.gzip()), folder, archive.publishedName(), read -> {});
        Path stored = folder.resolve(archive.publishedName());
        assertThat(archive.in(folder)).containsExactly(stored);
        assertThat(FileState.of(archive, folder))
                .isEqualTo(new FileState(stored, ORIGINAL.gzip().length, FileState.Check.VERIFIED));
        Files.write(stored, new byte[3]);
        assertThat(FileState.of(archive, folder)).isEqualTo(new FileState(stored, 3, FileState.Check.DIFFERENT));
    }
}
