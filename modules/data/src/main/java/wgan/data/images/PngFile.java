package wgan.data.images;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.zip.CRC32;
import wgan.image.FileKind;

/** The chunks of a PNG file. Format: W3C, <i>Portable Network Graphics</i>, third edition. */
final class PngFile {

    private static final int SIGNATURE = 8;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int TRNS = 0x74524e53;
    private static final int EXIF = 0x65584966;

    /** The chunks that determine the pixels; color profiles, texts and animation are left out. */
    private static final Set<Integer> KEPT = Set.of(IHDR, PLTE, IDAT, IEND, TRNS);

    private static final int IHDR_LENGTH = 13;
    private static final int MAX_PALETTE = 3 * 256;
    private static final int CHUNK_FRAME = 12; // length, type, CRC

    /** EXIF data of more bytes is ignored. That of a JPEG file has at most as many. */
    private static final int MAX_EXIF = 1 << 16;

    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int RGBA = 6;

    private PngFile() {}

    static ImageHeader header(DataInputStream in) throws IOException {
        in.readNBytes(SIGNATURE);
        if (in.readInt() != IHDR_LENGTH || in.readInt() != IHDR) {
            throw new BadImageException("has no IHDR chunk at byte 8; fetch or copy it again");
        }
        byte[] ihdr = in.readNBytes(IHDR_LENGTH);
        if (ihdr.length < IHDR_LENGTH) {
            throw new EOFException();
        }
        requireCrc(IHDR, ihdr, 0, ihdr.length, in.readInt());
        int width = Bytes.int32(ihdr, 0);
        int height = Bytes.int32(ihdr, 4);
        int depth = ihdr[8];
        int type = ihdr[9];
        if (type != GRAY && type != RGB && type != PALETTE && type != GRAY_ALPHA && type != RGBA) {
            throw new BadImageException(
                    "has color type " + type + " at byte 25, expected 0, 2, 3, 4 or 6; fetch or copy it again");
        }
        if (!isDepth(depth, type)) {
            throw new BadImageException(
                    "has bit depth %d for color type %d at byte 24; fetch or copy it again".formatted(depth, type));
        }
        Chunks chunks = new Chunks(in);
        boolean isColor = type == RGB || type == RGBA || (type == PALETTE && hasColor(chunks.palette()));
        int samples = type == RGB || type == RGBA ? 4 : 2; // with a tRNS chunk's alpha
        return new ImageHeader(
                FileKind.PNG, height, width, isColor, chunks.orientation(), samples * Math.max(1, depth / 8));
    }

    private static boolean isDepth(int depth, int type) {
        return switch (type) {
            case GRAY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            default -> depth == 8 || depth == 16;
        };
    }

    /** Reads the chunks after the header, in their order, and skips those that do not matter. */
    private static final class Chunks {
        private final DataInputStream in;
        private Orientation orientation = Orientation.UPRIGHT;

        Chunks(DataInputStream in) {
            this.in = in;
        }

        /** Reads the chunks up to the palette, and returns it. */
        byte[] palette() throws IOException {
            while (true) {
                int length = in.readInt();
                int type = in.readInt();
                if (type == IDAT || type == IEND || length < 0) {
                    throw new BadImageException(
                            "has no palette (PLTE chunk) before its pixels; fetch or copy it again");
                }
                if (type == PLTE) {
                    if (length > MAX_PALETTE || length == 0 || length % 3 != 0) {
                        throw new BadImageException(
                                "has a palette of %d bytes, expected 3 to 768; fetch or copy it again"
                                        .formatted(length));
                    }
                    byte[] palette = in.readNBytes(length);
                    requireCrc(PLTE, palette, 0, palette.length, in.readInt());
                    return palette;
                }
                skip(type, length);
            }
        }

        /**
         * Reads the chunks up to the end, and returns the orientation that an eXIf chunk states: it may be before or after the pixels.
         * Of a file that is truncated, it is that of the chunks that are there; its pixels are checked when they are decoded.
         */
        Orientation orientation() throws IOException {
            try {
                for (int length = in.readInt(), type = in.readInt();
                        length >= 0 && type != IEND;
                        length = in.readInt(), type = in.readInt()) {
                    skip(type, length);
                }
            } catch (EOFException e) {
                return orientation;
            }
            return orientation;
        }

        /** Skips a chunk, unless it is EXIF data. Such data that is damaged is ignored, as no pixel depends on it. */
        private void skip(int type, int length) throws IOException {
            if (type != EXIF || length > MAX_EXIF) {
                in.skipNBytes(length + (long) Integer.BYTES);
                return;
            }
            byte[] exif = in.readNBytes(length);
            if (in.readInt() == crc(type, exif, 0, exif.length)) {
                orientation = Orientation.ofTiff(exif, 0);
            }
        }
    }

    private static boolean hasColor(byte[] palette) {
        for (int i = 0; i + 2 < palette.length; i += 3) {
            if (palette[i] != palette[i + 1] || palette[i] != palette[i + 2]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the file with the chunks that determine its pixels only, after it has checked their lengths and checksums.
     *
     * <p>The JDK's reader checks no checksum, and allocates what a chunk of text or a profile claims.
     */
    static byte[] checked(byte[] file) throws BadImageException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, SIGNATURE);
        int at = SIGNATURE;
        while (at + CHUNK_FRAME <= file.length) {
            int length = Bytes.int32(file, at);
            int type = Bytes.int32(file, at + 4);
            if (length < 0 || length > file.length - at - CHUNK_FRAME) {
                break;
            }
            if (KEPT.contains(type)) {
                requireCrc(type, file, at + 8, length, Bytes.int32(file, at + 8 + length));
                kept.write(file, at, length + CHUNK_FRAME);
            }
            if (type == IEND) {
                return kept.toByteArray();
            }
            at += length + CHUNK_FRAME;
        }
        throw new BadImageException(
                "is truncated: chunk at byte %d is incomplete; fetch or copy it again".formatted(at));
    }

    private static void requireCrc(int type, byte[] bytes, int from, int length, int expected)
            throws BadImageException {
        if (crc(type, bytes, from, length) != expected) {
            throw new BadImageException("is damaged: the checksum of a chunk is wrong; fetch or copy it again");
        }
    }

    private static int crc(int type, byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(type >>> shift & 0xff);
        }
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
