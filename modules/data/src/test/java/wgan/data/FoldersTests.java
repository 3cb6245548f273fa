package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTests {
    @TempDir
    private Path parent;

    @Test
    void create_makesAllThatAreMissing_andKeepsThoseThatExist() throws DataException {
        Path folder = parent.resolve("a/b");
        assertThat(Folders.create(folder)).isEqualTo(folder).isDirectory();
        assertThat(Folders.create(folder)).isDirectory();
    }

    @Test
    void create_inAFile_isRefused() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        Path folder = file.resolve("a");
        assertThatThrownBy(() -> Folders.create(folder))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.reason()).isEqualTo(DataException.Reason.WRITE_FAILED))
                .hasMessageStartingWith(folder + ": cannot be created as a folder (")
                .hasMessageEndingWith("; name another folder, in one that is writable, on a disk with free space");
    }
}
