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
        FILE.store(new ByteArrayInputStream(ORIGINAL.gzip()), folder, FILE.gzipName(), progress::add);
        assertThat(FILE.verifiedIn(folder)).contains(folder.resolve(FILE.gzipName()));
        assertThat(progress).last().isEqualTo((long) ORIGINAL.gzip().length);

        FILE.store(new ByteArrayInputStream(ORIGINAL.raw()), folder, FILE.name(), read -> {});
        assertThat(folder.resolve(FILE.name())).hasBinaryContent(ORIGINAL.raw());
        assertThat(FILE.in(folder)).containsExactly(folder.resolve(FILE.gzipName()), folder.resolve(FILE.name()));
    }

    @Test
    void store_refusesAnotherChecksum() {
        assertThatThrownBy(() -> FILE.store(new ByteArrayInputStream(new byte[3]), folder, FILE.name(), read -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("train-images-idx3-ubyte: SHA-256 is"
                        + " 709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c, expected "
                        + FILE.rawSha256());
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
        assertThatThrownBy(() -> FILE.store(endless, folder, FILE.gzipName(), read -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("train-images-idx3-ubyte: has more than 67108864 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void verifiedIn_ignoresADamagedFile() throws IOException {
        Files.write(folder.resolve(FILE.gzipName()), new byte[3]);
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
        Path compressed = folder.resolve(FILE.gzipName());
        assertThat(FileState.of(FILE, folder)).isEqualTo(new FileState(compressed, 0, FileState.Check.MISSING));
        Files.write(compressed, new byte[3]);
        assertThat(FileState.of(FILE, folder)).isEqualTo(new FileState(compressed, 3, FileState.Check.DIFFERENT));
        Files.write(compressed, ORIGINAL.gzip());
        assertThat(FileState.of(FILE, folder))
                .isEqualTo(new FileState(compressed, ORIGINAL.gzip().length, FileState.Check.VERIFIED));
    }
}
