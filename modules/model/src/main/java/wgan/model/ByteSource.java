package wgan.model;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a model, from a file or a stream. {@code toString} is its name in messages. */
sealed interface ByteSource extends Closeable {
    /** Returns the number of bytes. */
    long size() throws IOException;

    /** Reads bytes from {@code position} on into the buffer; returns their number, or -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;

    /** Opens a file, which is read as needed. */
    static ByteSource open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ModelFileException(file + ": is a directory, expected a safetensors file");
        }
        return new OfFile(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Reads a stream to its end into memory; does not close it. */
    static ByteSource read(InputStream in) throws IOException {
        return new OfMemory(ByteBuffer.wrap(in.readAllBytes()));
    }

    /**
     * Returns some of the bytes, little-endian.
     *
     * @param length at most {@link Integer#MAX_VALUE}
     * @throws EOFException if there are fewer
     */
    default ByteBuffer slice(long position, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        readFully(bytes, position);
        return bytes.flip();
    }

    /**
     * Fills the buffer with the bytes from {@code position} on.
     *
     * @throws EOFException if there are fewer
     */
    default void readFully(ByteBuffer target, long position) throws IOException {
        long begin = position - target.position();
        while (target.hasRemaining()) {
            if (read(target, begin + target.position()) < 0) {
                throw new EOFException(this + ": ends at byte " + (begin + target.position())
                        + " although it was longer when it was opened; another program may be writing it");
            }
        }
    }

    /** A file that stays open. */
    record OfFile(Path file, FileChannel channel) implements ByteSource {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** Bytes in memory. */
    record OfMemory(ByteBuffer bytes) implements ByteSource {
        @Override
        public long size() {
            return bytes.limit();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            if (position >= bytes.limit()) {
                return -1;
            }
            int length = Math.min(target.remaining(), bytes.limit() - (int) position);
            target.put(target.position(), bytes, (int) position, length);
            target.position(target.position() + length);
            return length;
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "model from a stream";
        }
    }
}
