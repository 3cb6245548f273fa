package wgan.model;

import java.util.ArrayList;
import java.util.List;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;

/**
 * The lab's generator, with transposed convolutions. Layer names are those of the lab's PyTorch module.
 *
 * <p>With n = {@link ImageShape#stages} and the sides h and w of the smallest stage, fc2 has 64 · 2ⁿ⁻¹ channels of (h, w). Each of
 * the n convolutions doubles both sides, and all but the last, which ends in C channels, halve the number of channels (Radford, Metz
 * and Chintala 2016, section 3). Images of MNIST's shape have the lab's layers: 128 · 7 · 7, then 64 channels, then 1.
 */
final class ConvolutionalGenerator implements GeneratorArchitecture {
    private static final int HIDDEN = 1024;
    /** The channels before the last convolution. */
    private static final int LAST_CHANNELS = 64;

    @Override
    public String name() {
        return "convolutional";
    }

    @Override
    public List<NamedLayer> layers(int latentDim, ImageShape shape) {
        int stages = shape.stages();
        int channels = LAST_CHANNELS << (stages - 1); // c
        int height = shape.baseHeight(); // h
        int width = shape.baseWidth(); // w
        int features = channels * height * width;
        List<NamedLayer> layers = new ArrayList<>(List.of(
                new NamedLayer("fc1", new Linear(latentDim, HIDDEN)), // (B, 1024)
                new NamedLayer("br1.0", new BatchNorm(HIDDEN)),
                new NamedLayer("br1.1", new Relu()),
                new NamedLayer("fc2", new Linear(HIDDEN, features)), // (B, c · h · w)
                new NamedLayer("br2.0", new BatchNorm(features)),
                new NamedLayer("br2.1", new Relu()),
                new NamedLayer("reshape", new Reshape(channels, height, width)))); // (B, c, h, w)
        for (int stage = 1; stage < stages; stage++) {
            String name = "conv" + stage;
            layers.add(new NamedLayer(name + ".0", doubling(channels, channels / 2))); // (B, c / 2, 2 · h, 2 · w)
            channels /= 2;
            layers.add(new NamedLayer(name + ".1", new BatchNorm(channels)));
            layers.add(new NamedLayer(name + ".2", new Relu()));
        }
        layers.add(new NamedLayer("conv" + stages + ".0", doubling(channels, shape.channels()))); // (B, C, H, W)
        layers.add(new NamedLayer("conv" + stages + ".1", new Tanh()));
        return List.copyOf(layers);
    }

    private static Convolution doubling(int inputs, int outputs) {
        return Convolution.transposed(inputs, outputs, 4, 2, 1);
    }
}
