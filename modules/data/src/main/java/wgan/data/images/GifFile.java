package wgan.data.images;

import java.io.DataInputStream;
import java.io.IOException;
import wgan.image.FileKind;

/**
 * The blocks of a GIF file up to its first image, which is the only one that is read. Format: CompuServe, <i>GIF 89a</i>.
 *
 * @param height rows of the canvas that the first image is drawn on
 * @param width columns of the canvas
 * @param top the row of the first image on the canvas
 * @param left the column of the first image on the canvas
 * @param isColor whether the image's palette has a color that is not gray
 */
record GifFile(int height, int width, int top, int left, boolean isColor) {

    private static final int SIGNATURE = 6;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int HAS_PALETTE = 0x80;

    static ImageHeader header(DataInputStream in) throws IOException {
        GifFile file = read(in);
        return new ImageHeader(FileKind.GIF, file.height, file.width, file.isColor, Orientation.UPRIGHT, 1);
    }

    /** Reads up to the compressed pixels of the first image. */
    static GifFile read(DataInputStream in) throws IOException {
        in.skipNBytes(SIGNATURE);
        int width = little(in);
        int height = little(in);
        int flags = in.readUnsignedByte();
        in.skipNBytes(2); // background, ratio of the sides of a pixel
        boolean isColor = palette(in, flags);
        while (true) {
            int block = in.readUnsignedByte();
            if (block == IMAGE) {
                int left = little(in);
                int top = little(in);
                int frameWidth = little(in);
                int frameHeight = little(in);
                int frameFlags = in.readUnsignedByte();
                if (frameWidth == 0 || frameHeight == 0) {
                    throw new BadImageException(
                            "states %d × %d pixels, expected at least 1 × 1".formatted(frameHeight, frameWidth));
                }
                boolean hasColor = (frameFlags & HAS_PALETTE) == 0 ? isColor : palette(in, frameFlags);
                return new GifFile(
                        Math.max(height, top + frameHeight), Math.max(width, left + frameWidth), top, left, hasColor);
            }
            if (block != EXTENSION) {
                throw new BadImageException("has no image; fetch or copy it again");
            }
            in.readUnsignedByte(); // its kind
            skipBlocks(in);
        }
    }

    /** Throws if the compressed pixels of the first image are not complete. */
    static void requireComplete(DataInputStream in) throws IOException {
        read(in);
        in.readUnsignedByte(); // the first size of codes
        skipBlocks(in);
    }

    private static void skipBlocks(DataInputStream in) throws IOException {
        for (int size = in.readUnsignedByte(); size > 0; size = in.readUnsignedByte()) {
            in.skipNBytes(size);
        }
    }

    private static int little(DataInputStream in) throws IOException {
        return in.readUnsignedByte() | in.readUnsignedByte() << 8;
    }

    /** Skips a palette, if the flags state one, and returns whether it has a color that is not gray. */
    private static boolean palette(DataInputStream in, int flags) throws IOException {
        if ((flags & HAS_PALETTE) == 0) {
            return false;
        }
        boolean hasColor = false;
        byte[] color = new byte[3];
        for (int i = 0; i < 2 << (flags & 7); i++) {
            in.readFully(color);
            hasColor |= color[0] != color[1] || color[0] != color[2];
        }
        return hasColor;
    }
}
