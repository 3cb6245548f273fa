package wgan.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import wgan.image.FileKind;
import wgan.image.ImageShape;

/**
 * Reads one IDX file from its beginning to its end, and checks its header against its content. Used by one thread.
 *
 * <p>The memory that it allocates is limited by the actual size of the file, not by the sizes in its header. Byte offsets in
 * messages are those of the decompressed data.
 */
final class IdxReader implements AutoCloseable {

    /** The remedy for a damaged file. */
    static final String AGAIN = "; fetch or copy the file again";

    private static final int FIRST_CHUNK = 1 << 16;
    private static final int BUFFER = 1 << 16;

    private final String file;
    private final InputStream in;
    private long position;

    IdxReader(Path file) throws DataException {
        this.file = file.toString();
        try {
            this.in = decompressed(Files.newInputStream(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads a stream, and closes it.
     *
     * @param file what messages call it
     */
    IdxReader(String file, InputStream content) throws DataException {
        this.file = file;
        try {
            this.in = decompressed(content);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static InputStream decompressed(InputStream content) throws IOException {
        InputStream raw = new BufferedInputStream(content, BUFFER);
        try {
            raw.mark(2);
            boolean isCompressed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return isCompressed ? new GZIPInputStream(raw, BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Reads the magic number, and throws if it is not the expected one. */
    void expectMagic(int expected) throws DataException {
        int magic = (int) readUnsignedInt("the magic number");
        if (magic != expected) {
            requireNoOtherFormat(magic, kind(expected));
            throw new DataException(
                    "%s: magic is 0x%08x at byte 0, expected 0x%08x (%d-d ubyte); give an IDX file of %s"
                            .formatted(file, magic, expected, expected & 0xff, kind(expected)));
        }
    }

    /** Throws if the file is of another known format, by the magic number and what follows it. */
    private void requireNoOtherFormat(int magic, String expected) throws DataException {
        byte[] head = new byte[FileKind.HEAD_BYTES];
        ByteBuffer.wrap(head).putInt(magic);
        int filled = Integer.BYTES;
        try {
            for (int read = 0; read >= 0 && filled < head.length; filled += Math.max(read, 0)) {
                read = in.read(head, filled, head.length - filled);
            }
        } catch (IOException e) {
            // What was read before is enough for a message.
        }
        Optional<FileKind> kind = FileKind.of(Arrays.copyOf(head, filled)).filter(other -> other != FileKind.IDX);
        if (kind.isPresent()) {
            throw new DataException("%s: is %s%s, expected an IDX file of %s, raw or gzip; %s"
                    .formatted(
                            file,
                            in instanceof GZIPInputStream ? "gzip data of " : "",
                            kind.get(),
                            expected,
                            remedy(kind.get(), expected)));
        }
    }

    private static String remedy(FileKind kind, String expected) {
        return switch (kind) {
            case GZIP -> "decompress it once with gzip -d";
            case ZIP, TAR -> "unpack it, and give the IDX file of " + expected + " in it";
            case HTML, XML -> "it may be a server's message in place of the file; download the file again";
            case GIT_LFS -> "fetch the file that it points to with git lfs pull";
            default -> "give an IDX file of " + expected;
        };
    }

    /** Reads the height and the width of images, and throws if they are not the expected ones. */
    void expectSize(ImageShape shape) throws DataException {
        expectSize("rows", shape.height(), shape);
        expectSize("columns", shape.width(), shape);
    }

    private void expectSize(String dimension, int expected, ImageShape shape) throws DataException {
        long at = position;
        long size = readUnsignedInt(dimension);
        if (size != expected) {
            throw new DataException("%s: %s is %d at byte %d, expected %d; give images of %d × %d"
                    .formatted(file, dimension, size, at, expected, shape.height(), shape.width()));
        }
    }

    /** Reads the size of the first dimension, which can have any value. */
    long readSize() throws DataException {
        return readUnsignedInt("the count");
    }

    /**
     * Reads {@code count} items of {@code itemSize} bytes, after which the file must end.
     *
     * @param most the largest count, for which an array must be large enough
     */
    byte[] readBody(long count, int itemSize, int most) throws DataException {
        if (count < 1 || count > most) {
            throw new DataException(
                    "%s: count is %d at byte 4, expected 1 to %d%s".formatted(file, count, most, AGAIN));
        }
        int length = (int) count * itemSize;
        long end = position + length;
        byte[] body = new byte[Math.min(length, FIRST_CHUNK)];
        int filled = 0;
        while (filled < length) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(length, 2L * filled));
            }
            int read = read(body, filled);
            if (read < 0) {
                throw endsEarly("%d for the %d items that the count at byte 4 states".formatted(end, count));
            }
            filled += read;
        }
        if (read(new byte[1], 0) >= 0) {
            throw new DataException(
                    "%s: continues at byte %d, expected the end after the %d items that the count at byte 4 states%s"
                            .formatted(file, end, count, AGAIN));
        }
        return body;
    }

    /** Closes the file. */
    @Override
    public void close() throws DataException {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private long readUnsignedInt(String what) throws DataException {
        byte[] bytes = new byte[Integer.BYTES];
        int filled = 0;
        while (filled < bytes.length) {
            int read = read(bytes, filled);
            if (read < 0) {
                throw endsEarly(what + " up to byte " + (position - filled + Integer.BYTES));
            }
            filled += read;
        }
        long value = 0;
        for (byte digit : bytes) {
            value = value << 8 | Byte.toUnsignedLong(digit);
        }
        return value;
    }

    /** Reads bytes into the rest of an array. Returns their number, or −1 at the end. */
    private int read(byte[] into, int from) throws DataException {
        try {
            int read = in.read(into, from, into.length - from);
            position += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataException endsEarly(String expected) {
        if (position == 0) {
            String content = in instanceof GZIPInputStream ? "is gzip data of an empty file" : "is empty";
            return new DataException("%s: %s, expected an IDX file, raw or gzip%s".formatted(file, content, AGAIN));
        }
        return new DataException("%s: ends at byte %d, expected %s%s".formatted(file, position, expected, AGAIN));
    }

    private DataException unreadable(IOException e) {
        // The JDK's message is "Unexpected end of ZLIB input stream", or null.
        String reason = e instanceof EOFException ? "the gzip data is truncated" : DataException.describe(e);
        return new DataException(
                "%s: cannot be read at byte %d (%s), expected an IDX file, raw or gzip%s"
                        .formatted(file, position, reason, AGAIN),
                e);
    }

    private static String kind(int magic) {
        return magic == IdxFile.LABELS_MAGIC ? "labels" : "images";
    }
}
