package wgan.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import wgan.data.DataOptions;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.model.PretrainedModel;
import wgan.model.SafeTensors;
import wgan.torch.Device;
import wgan.train.RunDirectory;
import wgan.train.RunDirectoryException;
import wgan.train.TrainingDataRef;

/** The generator that a command uses. {@code toString} is its name in messages. */
sealed interface ModelSource {
    /** Opens its file, which does not need libtorch. */
    SafeTensors open() throws IOException;

    /**
     * Returns the images that it was trained on.
     *
     * @param options where datasets are
     */
    TrainingDataRef trainingData(DataOptions options) throws IOException;

    /** Returns the name of its file, for messages. */
    String file();

    /** Loads it. */
    default Generator load(Device device) throws IOException {
        try (SafeTensors file = open()) {
            return Generator.load(file, device);
        }
    }

    /**
     * Loads it; another thread opens its file while the device is prepared.
     *
     * @param device prepares the device and returns it; if that fails, the file is not reported, whatever is wrong with it
     */
    default Generator load(Supplier<Device> device) throws IOException {
        BackgroundTask<SafeTensors> opening = BackgroundTask.start("wgan-model", this::open);
        Device prepared = device.get();
        try (SafeTensors file = opening.get()) {
            return Generator.load(file, prepared);
        }
    }

    /**
     * A trained generator.
     *
     * @param path a run directory, or a safetensors file
     */
    record Trained(Path path) implements ModelSource {
        @Override
        public SafeTensors open() throws IOException {
            requireFile();
            return SafeTensors.open(generatorFile());
        }

        /** Checks that the file exists. */
        void requireFile() throws ModelFileException {
            if (!Files.exists(generatorFile())) {
                throw new ModelFileException(generatorFile()
                        + ": there is no such file; train a generator with 'wgan train --epochs 1', name a"
                        + " run directory or a safetensors file with --model, or use --pretrained");
            }
        }

        @Override
        public TrainingDataRef trainingData(DataOptions options) throws IOException {
            try {
                return TrainingDataRef.of(path, options);
            } catch (RunDirectoryException e) {
                throw new ModelFileException(
                        e.getMessage() + "; name the generator's file with --model, and its dataset with --dataset", e);
            }
        }

        @Override
        public String file() {
            return generatorFile().toString();
        }

        /** Returns the generator's file of a run directory, or the file itself. */
        Path generatorFile() {
            return Files.isDirectory(path) ? RunDirectory.generatorIn(path) : path;
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A pretrained generator. Those of this project are trained on all of MNIST. */
    record Pretrained(PretrainedModel model) implements ModelSource {
        @Override
        public SafeTensors open() throws IOException {
            try (InputStream in = model.open()) {
                return SafeTensors.read(in);
            }
        }

        @Override
        public TrainingDataRef trainingData(DataOptions options) {
            return TrainingDataRef.lab(options);
        }

        @Override
        public String file() {
            return toString();
        }

        @Override
        public String toString() {
            return "pretrained " + model.name();
        }
    }
}
