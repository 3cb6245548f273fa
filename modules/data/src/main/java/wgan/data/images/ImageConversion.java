package wgan.data.images;

import java.util.Arrays;
import wgan.image.ImageShape;

/**
 * Converts images of any size to one shape. Immutable and thread-safe.
 *
 * @param shape of the result
 * @param options fit, background and transposition
 */
record ImageConversion(ImageShape shape, ImageImport options) {

    /**
     * Returns the elements of an image in the order of the shape (C, H, W).
     *
     * @throws BadImageException if the image has another size, and the options do not change it
     */
    byte[] convert(RawImage stored) throws BadImageException {
        RawImage image = (options.transpose() ? stored.transposed() : stored).withChannels(shape.channels());
        boolean hasSize = image.height() == shape.height() && image.width() == shape.width();
        if (!hasSize && options.resize().isEmpty()) {
            throw new BadImageException("has %d × %d pixels, expected %d × %d"
                    .formatted(image.height(), image.width(), shape.height(), shape.width()));
        }
        return planar(hasSize ? image : resized(image));
    }

    private RawImage resized(RawImage image) {
        double across = (double) shape.width() / image.width();
        double down = (double) shape.height() / image.height();
        return switch (options.fit()) {
            case STRETCH -> Resampling.scale(image, 0, 0, image.height(), image.width(), shape.height(), shape.width());
            case CROP -> {
                double scale = Math.max(across, down);
                double rows = Math.min(shape.height() / scale, image.height());
                double columns = Math.min(shape.width() / scale, image.width());
                yield Resampling.scale(
                        image,
                        (image.height() - rows) / 2,
                        (image.width() - columns) / 2,
                        rows,
                        columns,
                        shape.height(),
                        shape.width());
            }
            case PAD -> {
                double scale = Math.min(across, down);
                int height = Math.clamp(Math.round(image.height() * scale), 1, shape.height());
                int width = Math.clamp(Math.round(image.width() * scale), 1, shape.width());
                yield padded(Resampling.scale(image, 0, 0, image.height(), image.width(), height, width));
            }
        };
    }

    /** Returns an image in the middle of the background. */
    private RawImage padded(RawImage image) {
        int channels = shape.channels();
        byte[] pixels = new byte[shape.numel()];
        if (shape.isColor()) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (options.background() >> (16 - 8 * (i % channels)));
            }
        } else {
            Arrays.fill(pixels, (byte) Luminance.of(options.background()));
        }
        int top = (shape.height() - image.height()) / 2;
        int left = (shape.width() - image.width()) / 2;
        int line = image.width() * channels;
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.pixels(), y * line, pixels, ((top + y) * shape.width() + left) * channels, line);
        }
        return new RawImage(shape.height(), shape.width(), channels, pixels);
    }

    private byte[] planar(RawImage image) {
        int channels = shape.channels();
        if (channels == 1) {
            return image.pixels();
        }
        byte[] planar = new byte[shape.numel()];
        for (int i = 0; i < shape.pixels(); i++) {
            for (int channel = 0; channel < channels; channel++) {
                planar[channel * shape.pixels() + i] = image.pixels()[i * channels + channel];
            }
        }
        return planar;
    }
}
