package wgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.torch.Device;
import wgan.train.RunDirectory;

/** Finds and loads the generator that {@code --model} names. */
final class Models {
    /** The run directory that training uses by default. */
    static final String DEFAULT = "runs/wgan";

    private Models() {}

    /**
     * Loads a generator.
     *
     * @param model a run directory, or a safetensors file
     */
    static Generator load(Path model, Device device) throws IOException {
        Path file = fileOf(model);
        if (!Files.exists(file)) {
            throw new ModelFileException(
                    file + ": there is no such file; train a generator with 'wgan train --epochs 1',"
                            + " or name a run directory or a safetensors file with --model");
        }
        return Generator.load(file, device);
    }

    /** Returns the generator's file of a run directory, or the file itself. */
    static Path fileOf(Path model) {
        return Files.isDirectory(model) ? RunDirectory.generatorIn(model) : model;
    }
}
