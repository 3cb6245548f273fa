package wgan.evaluate.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import wgan.data.AtomicFile;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * A folder with trained classifiers, one safetensors file for each.
 *
 * <p>The name of a file contains all that its classifier depends on: the version of the training procedure, the seed and the
 * fingerprint of the training images. So a file that is damaged, or contains something else, is replaced by training again, with a
 * note. Several processes may use the folder at the same time.
 *
 * @param folder created when it is needed
 * @param notes receives one line for each training and for each problem
 */
public record ClassifierCache(Path folder, Consumer<String> notes) {
    private static final String VERSION_KEY = "wgan.classifier";
    private static final String SEED_KEY = "seed";
    private static final String TRAINING_KEY = "training";

    /** Returns the cache beside the files of a dataset; notes go to the listener of the options. */
    public static ClassifierCache of(DatasetName name, DataOptions options) {
        return new ClassifierCache(options.cache().resolve(name.toString()), options.listener()::noted);
    }

    /**
     * Returns the classifier for these images and this seed: a stored one, or a new one, which is then stored. The caller closes it. A
     * file that cannot be read or written is not an error; it only takes the time of training.
     *
     * @throws IllegalArgumentException if a label is not below {@value Classifier#CLASSES}
     */
    public Classifier get(Dataset training, Seed seed, Device device) {
        Map<String, String> metadata = new TreeMap<>(Map.of(
                VERSION_KEY, Integer.toString(ClassifierTraining.VERSION),
                SEED_KEY, Long.toString(seed.value()),
                TRAINING_KEY, training.fingerprint()));
        Path file = folder.resolve("classifier-v%s-seed%s-%s.safetensors"
                .formatted(metadata.get(VERSION_KEY), metadata.get(SEED_KEY), metadata.get(TRAINING_KEY)));
        if (Files.exists(file)) {
            try {
                return load(file, metadata, device);
            } catch (IOException e) {
                notes.accept("classifier: " + e.getMessage() + "; training it again");
            }
        }
        notes.accept("classifier: training on " + training.size() + " images, once; about half a minute for 60000");
        Classifier classifier = Classifier.train(training, seed, device);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(file, out -> SafeTensors.write(out, classifier.state(), metadata));
        } catch (IOException e) {
            notes.accept(
                    "classifier: cannot be stored as " + file + " (" + e + "); it will be trained again next time");
        }
        return classifier;
    }

    private static Classifier load(Path file, Map<String, String> metadata, Device device) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            if (!tensors.metadata().equals(metadata)) {
                throw new ModelFileException(
                        file + ": has the metadata " + new TreeMap<>(tensors.metadata()) + ", expected " + metadata);
            }
            Classifier classifier = new Classifier(device);
            try {
                tensors.copyTo(classifier.state());
                if (!classifier.state().values().stream().allMatch(Tensor::allFinite)) {
                    throw new ModelFileException(file + ": contains NaN or infinity");
                }
                return classifier;
            } catch (IOException | RuntimeException e) {
                classifier.close();
                throw e;
            }
        }
    }
}
