package wgan.data.images;

import java.util.Arrays;
import wgan.data.DataException;
import wgan.image.ImageShape;

/** The meaning of the dimensions of an array of images. */
final class Layouts {

    private static final int GRAY = 3; // (N, H, W)
    private static final int WITH_CHANNELS = 4;

    private Layouts() {}

    /**
     * Returns the layout of (N, H, W), (N, C, H, W) or (N, H, W, C).
     *
     * @param name opens the message of the exception
     * @param sizes of the dimensions, each at least 1
     * @throws DataException if it is none of these, or too large
     */
    static ArrayFile.Layout of(String name, int[] sizes, Limits limits) throws DataException {
        ArrayFile.Layout layout;
        if (sizes.length == GRAY) {
            layout = new ArrayFile.Layout(0, 0, 1, sizes[1], sizes[2], true);
        } else if (sizes.length == WITH_CHANNELS && isChannels(sizes[1])) {
            layout = new ArrayFile.Layout(0, 0, sizes[1], sizes[2], sizes[3], true);
        } else if (sizes.length == WITH_CHANNELS && isChannels(sizes[3])) {
            layout = new ArrayFile.Layout(0, 0, sizes[3], sizes[1], sizes[2], false);
        } else {
            throw new DataException(
                    "%s: has the dimensions %s, expected (N, H, W), (N, C, H, W) or (N, H, W, C) with 1 or 3 channels"
                            .formatted(name, Arrays.toString(sizes)));
        }
        if ((double) layout.channels() * layout.height() * layout.width() > limits.elementsOfArrayImage()) {
            throw new DataException(
                    "%s: has images of %d × %d pixels, expected at most %d bytes an image; save smaller images"
                            .formatted(name, layout.height(), layout.width(), limits.elementsOfArrayImage()));
        }
        if (sizes[0] > limits.images()) {
            throw new DataException(
                    "%s: states %d images, expected at most %d".formatted(name, sizes[0], limits.images()));
        }
        return layout;
    }

    private static boolean isChannels(int size) {
        return size == 1 || size == ImageShape.RGB;
    }
}
