package wgan.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a file so that it is never incomplete: other processes, and this one after a crash or a power failure, see the old
 * file or the new one.
 *
 * <p>The content goes to a temporary file in the same folder, is forced to disk, and is then moved into place. A process that
 * is killed leaves its temporary file behind; the first write of another process in the same folder, and {@link
 * #removeAbandoned}, remove such files.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    /** The folders in which this process has written. Once is enough, since reading a folder of many files takes time. */
    private static final Set<Path> WRITTEN_IN = ConcurrentHashMap.newKeySet();

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the caller closes the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes or replaces a file.
     *
     * <p>If this fails, the old file stays and the temporary file is removed. An interrupt of the thread does not end it; the thread
     * stays interrupted.
     *
     * @throws DataException with {@link DataException.Reason#WRITE_FAILED} if the file cannot be written
     * @throws IOException as {@code content} throws it for another reason
     */
    public static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && WRITTEN_IN.add(folder)) {
            removeAbandoned(folder);
        }
        try (PartFile part = PartFile.create(file)) {
            OutputStream out = new BufferedOutputStream(part, BUFFER);
            content.writeTo(out);
            out.flush();
            part.replaceTarget();
        }
    }

    /**
     * Removes the temporary files in a folder that killed processes left behind.
     *
     * <p>The files of processes that are still writing stay. A file that cannot be removed stays, too, and a folder that does
     * not exist has none.
     */
    public static void removeAbandoned(Path folder) {
        PartFile.removeAbandoned(folder);
    }
}
