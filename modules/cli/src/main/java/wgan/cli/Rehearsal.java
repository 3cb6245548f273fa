package wgan.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.GeneratorMetadata;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.torch.DType;
import wgan.torch.Device;

/**
 * Runs the command {@code sample} with an untrained generator, so that Java can record the classes that it uses: see {@code
 * build_archive} in {@code build.sh}.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("wgan-rehearsal-");
        Path model = folder.resolve("generator.safetensors");
        Path image = folder.resolve("digits.png");
        int code;
        try {
            try (OutputStream out = Files.newOutputStream(model)) {
                writeGenerator(out);
            }
            code = Main.execute(Main.class, "sample", "--model", model.toString(), "--out", image.toString());
        } finally {
            for (Path file : List.of(image, model, folder)) {
                Files.deleteIfExists(file);
            }
        }
        System.exit(code);
    }

    private static void writeGenerator(OutputStream out) throws IOException {
        var metadata = new GeneratorMetadata(GeneratorArchitecture.CONVOLUTIONAL, 1, ImageShape.MNIST);
        try (Network network = new Network(
                metadata.architecture().layers(metadata.latentDim(), metadata.imageShape()), DType.F32, Device.CPU)) {
            SafeTensors.write(out, network.state(), metadata.entries());
        }
    }
}
