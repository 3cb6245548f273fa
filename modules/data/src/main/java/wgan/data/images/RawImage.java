package wgan.data.images;

/**
 * An image of any size, upright, without alpha.
 */
final class RawImage {
    private final int height;
    private final int width;
    private final int channels;
    private final byte[] pixels;

    /**
     * Keeps the values; an array must not be changed afterwards.
     *
     * @param height rows
     * @param width columns
     * @param channels 1 or 3
     * @param pixels height × width × channels unsigned bytes: the channels of a pixel are adjacent
     */
    RawImage(int height, int width, int channels, byte[] pixels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = pixels;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    int channels() {
        return channels;
    }

    byte[] pixels() {
        return pixels;
    }

    static final int MAX_CHANNELS = 3;

    /** Returns the image with rows and columns exchanged. */
    RawImage transposed() {
        byte[] exchanged = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(pixels, (y * width + x) * channels, exchanged, (x * height + y) * channels, channels);
            }
        }
        return new RawImage(width, height, channels, exchanged);
    }

    /** Returns the image in gray, as {@link Luminance} defines it, or with the gray level in three channels. */
    RawImage withChannels(int number) {
        if (number == channels) {
            return this;
        }
        byte[] converted = new byte[height * width * number];
        for (int i = 0; i < height * width; i++) {
            if (number == 1) {
                converted[i] = (byte) Luminance.of(
                        Bytes.unsigned(pixels, 3 * i),
                        Bytes.unsigned(pixels, 3 * i + 1),
                        Bytes.unsigned(pixels, 3 * i + 2));
            } else {
                for (int channel = 0; channel < number; channel++) {
                    converted[i * number + channel] = pixels[i];
                }
            }
        }
        return new RawImage(height, width, number, converted);
    }
}
