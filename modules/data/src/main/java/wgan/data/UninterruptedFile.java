package wgan.data;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * A file open for writing, whose writes complete also if the thread is interrupted.
 *
 * <p>A {@link FileChannel} closes itself when its thread is interrupted, and may have written a part only. Here the file is then opened
 * again and the operation repeated; the thread stays interrupted. Nothing is buffered. Used by one thread.
 */
public final class UninterruptedFile extends OutputStream {
    private static final Set<OpenOption> AT_FIRST_ONLY = Set.of(CREATE, CREATE_NEW, TRUNCATE_EXISTING);

    private final Path name;
    private final Opener opener;
    private FileChannel channel;
    private long position;

    /** Opens a file. */
    @FunctionalInterface
    interface Opener {
        FileChannel open() throws IOException;
    }

    /** An operation on the file. */
    @FunctionalInterface
    interface Operation {
        /** Does all of it, also if it was done in part before. */
        void on(FileChannel channel) throws IOException;
    }

    /**
     * Uses an open file.
     *
     * @param name of the file in messages
     * @param opener opens it again
     */
    UninterruptedFile(Path name, FileChannel channel, Opener opener) {
        this.name = name;
        this.channel = channel;
        this.opener = opener;
    }

    /**
     * Opens a file; the first write is at its beginning.
     *
     * @throws DataException with {@link DataException.Reason#WRITE_FAILED} if it cannot be opened
     */
    public static UninterruptedFile open(Path file, OpenOption... options) throws DataException {
        OpenOption[] again = Arrays.stream(options)
                .filter(option -> !AT_FIRST_ONLY.contains(option))
                .toArray(OpenOption[]::new);
        return open(file, () -> FileChannel.open(file, options), () -> FileChannel.open(file, again));
    }

    /** Opens a file by one action, and again by another. */
    static UninterruptedFile open(Path name, Opener first, Opener again) throws DataException {
        try {
            return new UninterruptedFile(name, first.open(), again);
        } catch (IOException e) {
            throw DataException.unwritten(name, e);
        }
    }

    /**
     * Runs an operation.
     *
     * @throws DataException with {@link DataException.Reason#WRITE_FAILED} if it fails
     */
    void run(Operation operation) throws DataException {
        boolean isInterrupted = Thread.interrupted();
        try {
            while (!isDone(operation)) {
                isInterrupted |= Thread.interrupted();
            }
        } catch (IOException e) {
            throw DataException.unwritten(name, e);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isDone(Operation operation) throws IOException {
        try {
            operation.on(channel);
            return true;
        } catch (ClosedByInterruptException e) {
            channel = opener.open();
            return false;
        }
    }

    @Override
    public void write(int value) throws DataException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws DataException {
        run(open -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                open.write(buffer, position + buffer.position() - offset);
            }
        });
        position += length;
    }

    /** Removes what is behind a number of bytes, at which the next write is. */
    public void truncate(long size) throws DataException {
        run(open -> open.truncate(size));
        position = size;
    }

    /** Forces the content to disk. */
    public void force() throws DataException {
        run(open -> open.force(true));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
