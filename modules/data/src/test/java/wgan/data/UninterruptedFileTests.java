package wgan.data;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninterruptedFileTests {
    @TempDir
    private Path folder;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void interruptedThread_writesAndStaysInterrupted() throws IOException {
        Path path = folder.resolve("file");
        try (UninterruptedFile file = UninterruptedFile.open(path, CREATE_NEW, WRITE)) {
            file.write(1);
            Thread.currentThread().interrupt();
            file.write(new byte[] {9, 2, 3, 9}, 1, 2);
            file.force();
            file.write(4);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(path).hasBinaryContent(new byte[] {1, 2, 3, 4});
    }

    /** The interrupt arrives after a part of an operation. */
    @Test
    void interruptedOperation_isRepeated() throws IOException {
        Path path = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
        try (UninterruptedFile file = UninterruptedFile.open(path, READ, WRITE)) {
            boolean[] isFirst = {true};
            file.run(channel -> {
                channel.write(ByteBuffer.wrap(new byte[] {5}), 0);
                if (isFirst[0]) {
                    isFirst[0] = false;
                    Thread.currentThread().interrupt();
                }
                channel.write(ByteBuffer.wrap(new byte[] {6}), 1);
            });
        }
        assertThat(path).hasBinaryContent(new byte[] {5, 6, 3});
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Another thread interrupts while this one writes, many times. */
    @Test
    void interruptsOfAnotherThread_changeNothing() throws Exception {
        Path path = folder.resolve("file");
        Thread writer = Thread.currentThread();
        Thread interrupter = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                writer.interrupt();
            }
        });
        byte[] block = new byte[1000];
        try (UninterruptedFile file = UninterruptedFile.open(path, CREATE_NEW, WRITE)) {
            for (int i = 0; i < 200; i++) {
                Arrays.fill(block, (byte) i);
                file.write(block);
            }
        } finally {
            interrupter.interrupt();
            while (interrupter.isAlive()) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }
        byte[] content = Files.readAllBytes(path);
        assertThat(content).hasSize(200_000);
        for (int i = 0; i < content.length; i++) {
            assertThat(content[i]).as("byte %d", i).isEqualTo((byte) (i / block.length));
        }
    }

    @Test
    void truncate_movesTheNextWrite() throws IOException {
        Path path = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
        try (UninterruptedFile file = UninterruptedFile.open(path, WRITE)) {
            file.truncate(1);
            file.write(7);
        }
        assertThat(path).hasBinaryContent(new byte[] {1, 7});
    }

    @Test
    void failure_namesTheFile() throws IOException {
        Path path = folder.resolve("file");
        UninterruptedFile file = UninterruptedFile.open(path, CREATE_NEW, WRITE);
        file.close();
        assertThatThrownBy(() -> file.write(1))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.reason()).isEqualTo(DataException.Reason.WRITE_FAILED))
                .hasMessageStartingWith(path + ": cannot be written (");
    }
}
