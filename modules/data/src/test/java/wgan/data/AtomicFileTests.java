package wgan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    void write_passesOnAFailureOfTheContentAndKeepsTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        IOException failure = new IOException("Premature EOF");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(file).hasContent("old");
        assertThat(content(folder)).containsExactly("file");
    }

    /** A limit on the size of files stands in for a full disk: in both, a write to an open file fails. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "ulimit is POSIX's")
    void write_thatTheSystemRefusesIsReportedWithTheFile() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        List<String> limited = List.of("sh", "-c", "ulimit -f 64; exec \"$@\"", "sh");
        try (OtherJvm other = OtherJvm.startBy(limited, WritingProgram.class, file, 1_000_000)) {
            assertThat(other.readLine())
                    .isEqualTo("WRITE_FAILED " + file + ": cannot be written (File too large);"
                            + " write it to a folder that exists and is writable, on a disk with free space");
            other.awaitEnd();
        }
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
    void write_refusesAFolderInItsPlace() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("digits.png"));
        assertThatThrownBy(() -> AtomicFile.write(inTheWay, out -> out.write(1)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(inTheWay + ": cannot be written (")
                .hasMessageEndingWith("); write it to a folder that exists and is writable, on a disk with free space");
        assertThat(content(folder)).containsExactly("digits.png");
    }

    @Test
    void write_refusesAMissingFolder() {
        Path file = folder.resolve("none/file");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.reason()).isEqualTo(DataException.Reason.WRITE_FAILED))
                .hasMessageStartingWith(file + ": cannot be written (no such file or folder)");
    }

    @Test
    void interruptedThread_writesTheFileAndStaysInterrupted() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, out -> out.write(new byte[100_000]));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasSize(100_000);
        assertThat(content(folder)).containsExactly("file");
    }

    /** The file is opened again, so it is locked again. */
    @Test
    void removeAbandoned_keepsAFileWhoseThreadWasInterrupted() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, out -> {
            Thread.currentThread().interrupt();
            out.write(new byte[100_000]);
            out.flush();
            assertThat(Thread.interrupted()).isTrue();
            try (OtherJvm other = OtherJvm.start(RemovingProgram.class, folder)) {
                assertThat(other.readLine()).isEqualTo("done");
                other.awaitEnd();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(file).hasSize(100_000);
    }

    @Test
    void removeAbandoned_removesTheFileOfAKilledProcess() throws IOException, InterruptedException {
        try (OtherJvm other = OtherJvm.start(WritingProgram.class, folder.resolve("file"), 1000)) {
            assertThat(other.readLine()).isEqualTo("writing");
            other.kill();
        }
        assertThat(content(folder)).singleElement().asString().matches("\\.file-.*\\.part");
        AtomicFile.removeAbandoned(folder);
        assertThat(content(folder)).isEmpty();
    }

    @Test
    void removeAbandoned_keepsTheFileOfALiveProcess() throws IOException, InterruptedException {
        Path file = folder.resolve("file");
        try (OtherJvm other = OtherJvm.start(WritingProgram.class, file, 1000)) {
            assertThat(other.readLine()).isEqualTo("writing");
            AtomicFile.removeAbandoned(folder);
            AtomicFile.removeAbandoned(folder); // the first call must not have released the lock
            assertThat(content(folder)).singleElement().asString().matches("\\.file-.*\\.part");
            other.closeInput();
            assertThat(other.readLine()).isEqualTo("done");
            other.awaitEnd();
        }
        assertThat(file).hasSize(1000);
        assertThat(content(folder)).containsExactly("file");
    }

    /** On POSIX, to open and close the file in this process would release its lock, and another process could remove it. */
    @Test
    void removeAbandoned_keepsTheFileOfThisProcessLocked() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, out -> {
            out.write(1);
            AtomicFile.removeAbandoned(folder);
            assertThat(content(folder)).singleElement().asString().matches("\\.file-.*\\.part");
            try (OtherJvm other = OtherJvm.start(RemovingProgram.class, folder)) {
                assertThat(other.readLine()).isEqualTo("done");
            }
            assertThat(content(folder)).hasSize(1);
        });
        assertThat(file).hasSize(1);
    }

    /** Removes what is abandoned in a folder, in a process of its own. */
    static final class RemovingProgram {

        private RemovingProgram() {}

        public static void main(String[] arguments) {
            AtomicFile.removeAbandoned(Path.of(arguments[0]));
            System.out.println("done");
        }
    }

    @Test
    void firstWriteInAFolder_removesTheFileOfAKilledProcess() throws IOException {
        Files.createFile(folder.resolve(".digits.png-00000000-0000-0000-0000-000000000000.part"));
        AtomicFile.write(folder.resolve("digits.png"), out -> out.write(1));
        assertThat(content(folder)).containsExactly("digits.png");
    }

    @Test
    void removeAbandoned_keepsOtherFiles() throws IOException {
        List<String> others = List.of(
                "file", "file.part", ".file.part", ".file-12.part", ".file-00000000-0000-0000-0000-000000000000.tmp");
        for (String name : others) {
            Files.createFile(folder.resolve(name));
        }
        Files.createFile(folder.resolve(".file-00000000-0000-0000-0000-000000000000.part"));
        AtomicFile.removeAbandoned(folder);
        assertThat(content(folder)).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void removeAbandoned_acceptsAMissingFolder() {
        AtomicFile.removeAbandoned(folder.resolve("none"));
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
