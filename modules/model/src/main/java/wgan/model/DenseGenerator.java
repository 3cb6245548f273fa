package wgan.model;

import java.util.List;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;

/** A generator of fully connected layers, as in the original GAN (Goodfellow et al. 2014), with LeakyReLU between them. */
final class DenseGenerator implements GeneratorArchitecture {
    private static final double SLOPE = 0.2;

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public List<NamedLayer> layers(int latentDim, ImageShape shape) {
        return List.of(
                new NamedLayer("fc1", new Linear(latentDim, 256)), // (B, 256)
                new NamedLayer("relu1", new LeakyRelu(SLOPE)),
                new NamedLayer("fc2", new Linear(256, 512)), // (B, 512)
                new NamedLayer("relu2", new LeakyRelu(SLOPE)),
                new NamedLayer("fc3", new Linear(512, 1024)), // (B, 1024)
                new NamedLayer("relu3", new LeakyRelu(SLOPE)),
                new NamedLayer("fc4", new Linear(1024, shape.numel())), // (B, C · H · W)
                new NamedLayer("tanh", new Tanh()),
                new NamedLayer(
                        "reshape", new Reshape(shape.channels(), shape.height(), shape.width()))); // (B, C, H, W)
    }
}
