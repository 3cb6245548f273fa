package wgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
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
        try (SafeTensors file = open(model)) {
            return Generator.load(file, device);
        }
    }

    /**
     * Loads a generator; another thread opens its file while the device is prepared.
     *
     * @param model a run directory, or a safetensors file
     * @param device prepares the device and returns it; if that fails, the file is not reported, whatever is wrong with it
     */
    static Generator load(Path model, Supplier<Device> device) throws IOException {
        BackgroundTask<SafeTensors> opening = BackgroundTask.start("wgan-model", () -> open(model));
        Device prepared = device.get();
        try (SafeTensors file = opening.get()) {
            return Generator.load(file, prepared);
        }
    }

    private static SafeTensors open(Path model) throws IOException {
        return SafeTensors.open(requireFile(model));
    }

    /** Returns the generator's file of a run directory, or the file itself, if it exists. */
    static Path requireFile(Path model) throws ModelFileException {
        Path file = fileOf(model);
        if (!Files.exists(file)) {
            throw new ModelFileException(
                    file + ": there is no such file; train a generator with 'wgan train --epochs 1',"
                            + " or name a run directory or a safetensors file with --model");
        }
        return file;
    }

    /** Returns the generator's file of a run directory, or the file itself. */
    static Path fileOf(Path model) {
        return Files.isDirectory(model) ? RunDirectory.generatorIn(model) : model;
    }
}
