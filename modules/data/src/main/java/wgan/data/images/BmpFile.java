package wgan.data.images;

import java.io.DataInputStream;
import java.io.IOException;
import wgan.image.FileKind;

/** The header of a BMP file. Format: Microsoft, <i>Bitmap Storage</i>. */
final class BmpFile {

    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int INFO_HEADER = 40;
    private static final int MAX_COMPRESSION = 3; // none, RLE8, RLE4, bit fields
    private static final int MAX_PALETTE = 256;

    private BmpFile() {}

    static ImageHeader header(DataInputStream in) throws IOException {
        byte[] start = new byte[FILE_HEADER + 4];
        in.readFully(start);
        int headerSize = Bytes.int32Little(start, FILE_HEADER);
        boolean isCore = headerSize == CORE_HEADER;
        if (!isCore && headerSize < INFO_HEADER) {
            throw new BadImageException("is a BMP image of OS/2 version 2, which is not supported; convert it to PNG");
        }
        byte[] info = new byte[Math.min(headerSize, INFO_HEADER)]; // the kind's check limits the size to 124
        System.arraycopy(start, FILE_HEADER, info, 0, 4);
        in.readFully(info, 4, info.length - 4);
        int width = isCore ? Bytes.uint16Little(info, 4) : Bytes.int32Little(info, 4);
        int height = isCore ? Bytes.uint16Little(info, 6) : Math.abs(Bytes.int32Little(info, 8));
        int bits = Bytes.uint16Little(info, isCore ? 10 : 14);
        int palette = palette(info, isCore, bits);
        in.skipNBytes(headerSize - info.length);
        boolean isColor = bits > 8 || hasColor(in, palette, isCore ? 3 : 4);
        return new ImageHeader(FileKind.BMP, height, width, isColor, Orientation.UPRIGHT, 4);
    }

    /** Checks the sizes of the palette and of the pixels, and returns the number of colors in the palette. */
    private static int palette(byte[] info, boolean isCore, int bits) throws BadImageException {
        if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw new BadImageException(
                    "has %d bits a pixel, expected 1, 4, 8, 16, 24 or 32; convert it to PNG".formatted(bits));
        }
        int full = bits <= 8 ? 1 << bits : 0;
        if (isCore) {
            return full;
        }
        int compression = Bytes.int32Little(info, 16);
        if (compression < 0 || compression > MAX_COMPRESSION) {
            throw new BadImageException(
                    "has compression %d at byte 30, which is not supported; convert it to PNG".formatted(compression));
        }
        int used = Bytes.int32Little(info, 32);
        if (used < 0 || used > MAX_PALETTE || (bits <= 8 && used > full)) {
            throw new BadImageException(
                    "has %d colors in its palette at byte 46, expected at most %d; convert it to PNG"
                            .formatted(Integer.toUnsignedLong(used), bits <= 8 ? full : MAX_PALETTE));
        }
        return bits > 8 ? 0 : used == 0 ? full : used;
    }

    private static boolean hasColor(DataInputStream in, int palette, int entry) throws IOException {
        byte[] color = new byte[entry];
        for (int i = 0; i < palette; i++) {
            in.readFully(color);
            if (color[0] != color[1] || color[0] != color[2]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the file with the true size in the two places where the header states a size: the JDK's reader allocates what is
     * stated. Checks that an uncompressed image is complete.
     */
    static byte[] checked(byte[] file, ImageHeader header) throws BadImageException {
        byte[] checked = file.clone();
        Bytes.putInt32Little(checked, 2, file.length);
        int headerSize = Bytes.int32Little(file, FILE_HEADER);
        boolean isCore = headerSize == CORE_HEADER;
        int offset = Bytes.int32Little(file, 10);
        if (offset < FILE_HEADER + headerSize || offset >= file.length) {
            throw new BadImageException(
                    "has its pixels at byte %d of %d, as it states at byte 10; fetch or copy it again"
                            .formatted(Integer.toUnsignedLong(offset), file.length));
        }
        int info = FILE_HEADER;
        int compression = isCore ? 0 : Bytes.int32Little(file, info + 16);
        if (!isCore) {
            Bytes.putInt32Little(checked, info + 20, compression == 1 || compression == 2 ? file.length - offset : 0);
        }
        int bits = Bytes.uint16Little(file, info + (isCore ? 10 : 14));
        long row = ((long) header.width() * bits + 31) / 32 * 4;
        if ((compression == 0 || compression == 3) && offset + row * header.height() > file.length) {
            throw new BadImageException(
                    "is truncated: ends at byte %d, expected %d for %d × %d pixels; fetch or copy it again"
                            .formatted(file.length, offset + row * header.height(), header.height(), header.width()));
        }
        return checked;
    }
}
