package wgan.train.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes TFRecords: byte strings, each with its length and two checksums.
 *
 * <pre>
 * uint64 length          little-endian, as all of it
 * uint32 masked CRC-32C of length
 * byte   data[length]
 * uint32 masked CRC-32C of data
 * </pre>
 */
final class RecordWriter {

    private static final int CHECKSUM_MASK = 0xa282ead8; // fixed by the format

    private final OutputStream out;

    RecordWriter(OutputStream out) {
        this.out = out;
    }

    /** Appends one record, in one write, so that a reader who follows the file seldom meets half of it. */
    void write(byte[] data) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedChecksum(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(maskedChecksum(data, data.length));
        out.write(record.array());
    }

    /** The format masks a checksum, because a checksum of data that holds its own checksum would be weak. */
    private static int maskedChecksum(byte[] data, int length) {
        var checksum = new CRC32C();
        checksum.update(data, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + CHECKSUM_MASK;
    }
}
