package wgan.explore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import wgan.data.AtomicFile;
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
        AtomicFile.write(file, out -> write(out, seed));
        return file;
    }

    private static void write(OutputStream out, long seed) throws IOException {
        var metadata = new GeneratorMetadata(GeneratorArchitecture.CONVOLUTIONAL, LATENT_DIM);
        try (var scope = TensorScope.open();
                Network network =
                        new Network(metadata.architecture().layers(metadata.latentDim()), DType.F32, Device.CPU)) {
            network.initialize(new Seed(seed), 0);
            SafeTensors.write(out, network.state(), metadata.entries());
        }
    }
}
