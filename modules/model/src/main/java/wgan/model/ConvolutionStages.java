package wgan.model;

import java.util.ArrayList;
import java.util.List;
import wgan.image.ImageShape;

/**
 * The convolutions of a critic or discriminator: each halves both sides of the images, and doubles the number of channels (Radford,
 * Metz and Chintala 2016, section 3). Images of MNIST's shape have the lab's: 32 channels of 14 × 14, then 64 of 7 × 7.
 *
 * @param stages in their order
 * @param features the number of elements of an image after the last of them
 */
record ConvolutionStages(List<Stage> stages, int features) {
    private static final int FIRST_CHANNELS = 32;

    /**
     * A convolution that halves both sides.
     *
     * @param number from 1 on
     * @param inputs the channels of its input
     * @param outputs the channels of its output
     */
    record Stage(int number, int inputs, int outputs) {
        /** Creates the layer. */
        Convolution convolution() {
            return Convolution.plain(inputs, outputs, 5, 2, 2);
        }
    }

    static ConvolutionStages of(ImageShape shape) {
        List<Stage> stages = new ArrayList<>();
        int inputs = shape.channels();
        int outputs = FIRST_CHANNELS;
        for (int number = 1; number <= shape.stages(); number++) {
            stages.add(new Stage(number, inputs, outputs));
            inputs = outputs;
            outputs *= 2;
        }
        return new ConvolutionStages(stages, inputs * shape.baseHeight() * shape.baseWidth());
    }
}
