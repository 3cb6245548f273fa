package wgan.data.images;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * How a JPEG file of four components stores its colors.
 *
 * <p>The components are inverted, 0 for the most ink, as Adobe's programs store them. As Pillow does, this is assumed of files without an
 * Adobe segment, too, and ink becomes light without a color profile.
 */
enum InkModel {
    /** Cyan, magenta, yellow and black. */
    CMYK,

    /** Cyan, magenta and yellow as luminance and chrominance; and black. Conversion: ITU-T T.871, clause 7. */
    YCCK;

    private static final int MAX = 255;
    private static final int BANDS = 4;

    /** The chrominance of gray. */
    private static final int CENTER = 128;

    /** Factors of the conversion are in units of 2⁻¹⁶. */
    private static final int SHIFT = 16;

    private static final int HALF = 1 << (SHIFT - 1);
    private static final int RED_OF_CR = 91881; // 1.402
    private static final int GREEN_OF_CB = -22554; // -0.34414
    private static final int GREEN_OF_CR = -46802; // -0.71414
    private static final int BLUE_OF_CB = 116130; // 1.772

    /** Returns the image of a raster with four bands of 8 bits. */
    BufferedImage toRgb(Raster raster) {
        int width = raster.getWidth();
        BufferedImage image = new BufferedImage(width, raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] inks = new int[width * BANDS];
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, inks);
            for (int x = 0; x < width; x++) {
                row[x] = toRgb(inks[BANDS * x], inks[BANDS * x + 1], inks[BANDS * x + 2], inks[BANDS * x + 3]);
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    private int toRgb(int first, int second, int third, int black) {
        if (this == CMYK) {
            return rgb(first, second, third, black);
        }
        int cb = second - CENTER;
        int cr = third - CENTER;
        return rgb(
                inverted(first + ((RED_OF_CR * cr + HALF) >> SHIFT)),
                inverted(first + ((GREEN_OF_CB * cb + GREEN_OF_CR * cr + HALF) >> SHIFT)),
                inverted(first + ((BLUE_OF_CB * cb + HALF) >> SHIFT)),
                black);
    }

    private static int inverted(int level) {
        return MAX - Math.clamp(level, 0, MAX);
    }

    private static int rgb(int cyan, int magenta, int yellow, int black) {
        return level(cyan, black) << 16 | level(magenta, black) << 8 | level(yellow, black);
    }

    /** Returns the level of light that an ink and black leave. */
    private static int level(int ink, int black) {
        return black - ((MAX - ink) * black + MAX / 2) / MAX;
    }
}
