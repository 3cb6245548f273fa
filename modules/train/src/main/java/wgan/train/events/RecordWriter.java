package wgan.train.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes TFRecords: byte strings, each with its length and two checksums.
 *
 * <pre>
 * uint64 length          all numbers are little-endian
 * uint32 masked CRC-32C of length
 * byte   data[length]
 * uint32 masked CRC-32C of data
 * </pre>
 */
final class RecordWriter {

    private final OutputStream out;

    RecordWriter(OutputStream out) {
        this.out = out;
    }

    /** Appends one record, in one write, so that a program that follows the file seldom reads half a record. */
    void write(byte[] data) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(MaskedChecksum.of(record.array(), Long.BYTES));
        record.put(data);
        record.putInt(MaskedChecksum.of(data, data.length));
        out.write(record.array());
    }
}
