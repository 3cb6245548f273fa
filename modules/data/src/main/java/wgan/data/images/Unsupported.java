package wgan.data.images;

import wgan.image.ImageShape;

/** A size that the networks do not support. */
record Unsupported(int height, int width) {

    /** Returns the message of {@link ImageShape}, which names the nearest sizes. */
    String reason() {
        try {
            return "unexpectedly supported: " + new ImageShape(1, height, width);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
