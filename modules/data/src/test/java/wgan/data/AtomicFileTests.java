package wgan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTests {

    @TempDir
    private Path folder;

    @Test
    void write_replacesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));
        assertThat(file).hasContent("new");
        assertThat(content(folder)).containsExactly("file");
    }

    @Test
    void write_thatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": cannot be written (No space left on device); see to its disk, then give the same"
                        + " command again");
        assertThat(file).hasContent("old");
        assertThat(content(folder)).containsExactly("file");
    }

    @Test
    void write_isInvisibleUntilItIsWhole() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, out -> {
            out.write(new byte[100_000]);
            assertThat(file).doesNotExist();
        });
        assertThat(file).hasSize(100_000);
    }

    @Test
    void writeOutput_refusesAFolderInOneLine() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("digits.png"));
        assertThatThrownBy(() -> AtomicFile.writeOutput(inTheWay, out -> out.write(1)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(inTheWay + ": cannot be written (")
                .hasMessageEndingWith("); name a file in a folder that exists and is yours to write");
        assertThat(content(folder)).containsExactly("digits.png");
    }

    private static Stream<String> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
