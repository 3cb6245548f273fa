package wgan.testing;

import wgan.image.ImageShape;

/**
 * The sizes of the lab's networks for images of a shape, by the rule of DCGAN: each stage halves both sides and doubles the number of
 * channels, or the reverse.
 *
 * @param shape of the images; that of MNIST gives the lab's own sizes
 */
record LabStages(ImageShape shape) {
    private static final int CRITIC_CHANNELS = 32;
    private static final int GENERATOR_CHANNELS = 64;

    /** Returns n, the number of stages. */
    int count() {
        return shape.stages();
    }

    /** Returns the channels after a stage of a critic; before the first one they are those of the images. */
    int afterHalving(int stage) {
        return stage == 0 ? shape.channels() : CRITIC_CHANNELS << (stage - 1);
    }

    /** Returns the channels after a stage of a generator; after the last one they are those of the images. */
    int afterDoubling(int stage) {
        return stage == count() ? shape.channels() : GENERATOR_CHANNELS << (count() - 1 - stage);
    }

    /** Returns the number of elements of an image with this number of channels at the smallest stage. */
    int elements(int channels) {
        return channels * shape.baseHeight() * shape.baseWidth();
    }

    /** Returns the number of features after the last stage of a critic. */
    int criticFeatures() {
        return elements(afterHalving(count()));
    }
}
