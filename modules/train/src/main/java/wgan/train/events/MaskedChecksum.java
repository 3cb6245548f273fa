package wgan.train.events;

import java.util.zip.CRC32C;

/** The checksum of TFRecords: a CRC-32C, rotated and shifted by a constant. */
final class MaskedChecksum {

    private static final int MASK = 0xa282ead8; // fixed by the format

    private MaskedChecksum() {}

    /**
     * Returns the checksum of the first {@code length} bytes of an array. The format masks it because a CRC of data that
     * contains its own CRC is weak.
     */
    static int of(byte[] data, int length) {
        var checksum = new CRC32C();
        checksum.update(data, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
