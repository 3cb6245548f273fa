package wgan.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that other processes, and the survivors of a crash or a power cut, see the old one or the new one and
 * nothing between.
 *
 * <p>The content goes to a temporary file beside it, is forced to disk, and is then moved into place.
 */
public final class AtomicFile {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if it cannot be written; the old file then stays, and no temporary one
     */
    public static void write(Path file, Content content) throws IOException {
        try {
            replace(file, content);
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? DataException.unwritten(file, e) : e;
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        // Not Files.createTempFile: its files are for the owner's eyes only, whatever the umask says.
        Path temporary = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceName(file);
    }

    /** Makes the name itself survive a power cut, where a directory can be opened like a file. */
    private static void forceName(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    /**
     * As {@link #write}, for a file that a person named.
     *
     * @throws DataException if it cannot be written; the message is one line
     */
    public static void writeOutput(Path file, Content content) throws DataException {
        try {
            replace(file, content);
        } catch (IOException e) {
            throw new DataException(
                    file + ": cannot be written (" + DataException.reason(e)
                            + "); name a file in a folder that exists and is yours to write",
                    e);
        }
    }
}
