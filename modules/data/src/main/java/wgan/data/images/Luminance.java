package wgan.data.images;

/** The gray level of a color by ITU-R BT.601, in the integer arithmetic of Pillow's conversion to "L". */
final class Luminance {

    private Luminance() {}

    /** Returns the level, 0 to 255, of a color of 0 to 255. */
    static int of(int red, int green, int blue) {
        return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
    }

    /** Returns the level of the color 0xRRGGBB. */
    static int of(int rgb) {
        return of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }
}
