package wgan.train.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads TFRecords as {@link RecordWriter} writes them, up to the first record that is incomplete or damaged.
 *
 * <p>A record does not begin with a marker, so nothing can be read after a damaged record. The stream stays open.
 */
final class RecordReader {

    private static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;

    private final InputStream in;
    private long position;

    /**
     * Reads from a stream that is at the beginning of a record.
     *
     * @param in preferably buffered: a record takes several reads
     */
    RecordReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next record.
     *
     * @return its data; empty at the end of the stream, or if the record is incomplete or damaged: then nothing more can be
     *     read
     */
    Optional<byte[]> next() throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        long length = fields.getLong();
        if (fields.getInt() != MaskedChecksum.of(header, Long.BYTES) || length < 0 || length > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        byte[] data = in.readNBytes((int) length);
        byte[] checksum = in.readNBytes(Integer.BYTES);
        if (checksum.length < Integer.BYTES
                || ByteBuffer.wrap(checksum).order(ByteOrder.LITTLE_ENDIAN).getInt()
                        != MaskedChecksum.of(data, data.length)) {
            return Optional.empty();
        }
        position += HEADER_BYTES + length + Integer.BYTES;
        return Optional.of(data);
    }

    /** Returns the number of bytes from the beginning of the stream to the end of the last record that was read. */
    long position() {
        return position;
    }
}
