package wgan.evaluate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.evaluate.cache.KeyedFile;
import wgan.model.PretrainedModel;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.Device;

/**
 * A folder with trained classifiers, one safetensors file for each. {@linkplain PretrainedModel Pretrained} ones come first.
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

    /** Returns the cache of a source; notes go to its listener. */
    public static ClassifierCache of(DataSource source) {
        return new ClassifierCache(source.cache(), source.listener()::noted);
    }

    /**
     * Returns the classifier for these images and this seed: a pretrained one, a stored one, or a new one, which is then stored. The
     * caller closes it. A file that cannot be read or written is not an error; it only takes the time of training.
     *
     * @throws IllegalArgumentException if the images have no labels, or a label is not below the number of classes
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public Classifier get(Dataset training, Seed seed, Device device) {
        return get(training, seed, device, PretrainedModel.all(PretrainedModel.Kind.CLASSIFIER));
    }

    /** The same, with the pretrained classifiers given. */
    Classifier get(Dataset training, Seed seed, Device device, List<PretrainedModel> pretrained) {
        Map<String, String> metadata = Map.of(
                VERSION_KEY, Integer.toString(ClassifierTraining.VERSION),
                SEED_KEY, Long.toString(seed.value()),
                TRAINING_KEY, training.fingerprint());
        KeyedFile file = new KeyedFile(
                folder.resolve("classifier-v%s-seed%s-%s.safetensors"
                        .formatted(metadata.get(VERSION_KEY), metadata.get(SEED_KEY), metadata.get(TRAINING_KEY))),
                metadata);
        for (PretrainedModel model : pretrained) {
            try (InputStream in = model.open();
                    SafeTensors tensors = SafeTensors.read(in)) {
                if (file.hasKey(tensors)) {
                    return load(training, device, state -> KeyedFile.copy(tensors, state));
                }
            } catch (IOException e) {
                notes.accept("classifier: pretrained " + model.name() + ": " + e.getMessage() + "; not used");
            }
        }
        if (file.exists()) {
            try {
                return load(training, device, file::readTo);
            } catch (IOException e) {
                notes.accept("classifier: " + e.getMessage() + "; training it again");
            }
        }
        notes.accept("classifier: training on " + training.size() + " images, once; about half a minute");
        Classifier classifier = Classifier.train(training, seed, device);
        try {
            store(classifier, file);
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    private void store(Classifier classifier, KeyedFile file) {
        try {
            file.write(classifier.state());
        } catch (IOException e) {
            notes.accept("classifier: cannot be stored as " + file.path() + " (" + e
                    + "); it will be trained again next time");
        }
    }

    private static Classifier load(Dataset training, Device device, Classifier.StateReader reader) throws IOException {
        return Classifier.load(training.shape(), training.classes(), device, reader);
    }
}
