package wgan.data.images;

/** Reads numbers from bytes. */
final class Bytes {

    private Bytes() {}

    static int unsigned(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }

    static int uint16(byte[] bytes, int at) {
        return unsigned(bytes, at) << 8 | unsigned(bytes, at + 1);
    }

    static int int32(byte[] bytes, int at) {
        return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
    }

    static int uint16Little(byte[] bytes, int at) {
        return unsigned(bytes, at) | unsigned(bytes, at + 1) << 8;
    }

    static int int32Little(byte[] bytes, int at) {
        return uint16Little(bytes, at) | uint16Little(bytes, at + 2) << 16;
    }

    static void putInt32Little(byte[] bytes, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }
}
