package wgan.data.images;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The eight ways in which EXIF states that an image is stored, and where its pixels belong.
 *
 * <p>The tag 0x0112 of the first directory of the TIFF data in a JPEG file's APP1 segment or a PNG file's eXIf chunk. Source: <i>Exif
 * 2.32</i>, 4.6.4 A.
 */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    ROTATED_180,
    FLIPPED,
    TRANSPOSED,
    ROTATED_90,
    TRANSVERSED,
    ROTATED_270;

    /** The first has the value 1. */
    private static final List<Orientation> BY_VALUE = List.of(values());

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final String EXIF = "Exif\0\0";

    /** Returns whether the upright image has the stored height as its width. */
    boolean swapsSides() {
        return this == TRANSPOSED || this == ROTATED_90 || this == TRANSVERSED || this == ROTATED_270;
    }

    /** Returns the row of the upright image for a stored pixel of a stored height and width. */
    int row(int y, int x, int height, int width) {
        return switch (this) {
            case UPRIGHT, MIRRORED -> y;
            case ROTATED_180, FLIPPED -> height - 1 - y;
            case TRANSPOSED, ROTATED_90 -> x;
            case TRANSVERSED, ROTATED_270 -> width - 1 - x;
        };
    }

    /** Returns the column of the upright image for a stored pixel. */
    int column(int y, int x, int height, int width) {
        return switch (this) {
            case UPRIGHT, FLIPPED -> x;
            case MIRRORED, ROTATED_180 -> width - 1 - x;
            case TRANSPOSED, ROTATED_270 -> y;
            case ROTATED_90, TRANSVERSED -> height - 1 - y;
        };
    }

    /** Returns the orientation that an APP1 segment states; upright if it is no EXIF data, has no such tag or is malformed. */
    static Orientation ofExif(byte[] segment) {
        int tiff = EXIF.length();
        return segment.length >= tiff && new String(segment, 0, tiff, StandardCharsets.ISO_8859_1).equals(EXIF)
                ? ofTiff(segment, tiff)
                : UPRIGHT;
    }

    /**
     * Returns the orientation that TIFF data states; upright if it has no such tag or is malformed.
     *
     * @param tiff where it begins
     */
    static Orientation ofTiff(byte[] segment, int tiff) {
        if (segment.length < tiff + 8) {
            return UPRIGHT;
        }
        boolean isLittle = segment[tiff] == 'I';
        long directory = tiff + Integer.toUnsignedLong(int32(segment, tiff + 4, isLittle));
        if (directory + 2 > segment.length) {
            return UPRIGHT;
        }
        int entries = uint16(segment, (int) directory, isLittle);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (entry + ENTRY > segment.length) {
                return UPRIGHT;
            }
            if (uint16(segment, (int) entry, isLittle) == TAG) {
                int value = uint16(segment, (int) entry + 8, isLittle);
                boolean isValid =
                        uint16(segment, (int) entry + 2, isLittle) == SHORT && value >= 1 && value <= BY_VALUE.size();
                return isValid ? BY_VALUE.get(value - 1) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static int uint16(byte[] bytes, int at, boolean isLittle) {
        return isLittle ? Bytes.uint16Little(bytes, at) : Bytes.uint16(bytes, at);
    }

    private static int int32(byte[] bytes, int at, boolean isLittle) {
        return isLittle ? Bytes.int32Little(bytes, at) : Bytes.int32(bytes, at);
    }
}
