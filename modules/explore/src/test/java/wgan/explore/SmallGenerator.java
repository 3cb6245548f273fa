package wgan.explore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import wgan.data.AtomicFile;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.GeneratorMetadata;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.TensorScope;

/** Writes the files of untrained generators. */
final class SmallGenerator {
    static final int LATENT_DIM = 4;

    private SmallGenerator() {}

    /** Writes or replaces a file; different seeds give different generators. */
    static Path write(Path file, long seed) throws IOException {
        return write(file, seed, ImageShape.MNIST);
    }

    /** Writes or replaces a file of a generator of images of any shape. */
    static Path write(Path file, long seed, ImageShape shape) throws IOException {
        AtomicFile.write(file, out -> write(out, seed, shape));
        return file;
    }

    private static void write(OutputStream out, long seed, ImageShape shape) throws IOException {
        var metadata = new GeneratorMetadata(GeneratorArchitecture.CONVOLUTIONAL, LATENT_DIM, shape);
        try (var scope = TensorScope.open();
                Network network = new Network(
                        metadata.architecture().layers(metadata.latentDim(), shape), DType.F32, Device.CPU)) {
            network.initialize(new Seed(seed), 0);
            SafeTensors.write(out, network.state(), metadata.entries());
        }
    }
}
