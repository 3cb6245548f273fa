package wgan.model;

import java.util.List;
import wgan.model.Network.NamedLayer;

/** The lab's generator, with transposed convolutions. Layer names are those of the lab's PyTorch module. */
final class ConvolutionalGenerator implements GeneratorArchitecture {
    private static final int HIDDEN = 1024;

    @Override
    public String name() {
        return "convolutional";
    }

    @Override
    public List<NamedLayer> layers(int latentDim) {
        return List.of(
                new NamedLayer("fc1", new Linear(latentDim, HIDDEN)), // (B, 1024)
                new NamedLayer("br1.0", new BatchNorm(HIDDEN)),
                new NamedLayer("br1.1", new Relu()),
                new NamedLayer("fc2", new Linear(HIDDEN, 128 * 7 * 7)), // (B, 6272)
                new NamedLayer("br2.0", new BatchNorm(128 * 7 * 7)),
                new NamedLayer("br2.1", new Relu()),
                new NamedLayer("reshape", new Reshape(128, 7, 7)), // (B, 128, 7, 7)
                new NamedLayer("conv1.0", Convolution.transposed(128, 64, 4, 2, 1)), // (B, 64, 14, 14)
                new NamedLayer("conv1.1", new BatchNorm(64)),
                new NamedLayer("conv1.2", new Relu()),
                new NamedLayer("conv2.0", Convolution.transposed(64, 1, 4, 2, 1)), // (B, 1, 28, 28)
                new NamedLayer("conv2.1", new Tanh()));
    }
}
