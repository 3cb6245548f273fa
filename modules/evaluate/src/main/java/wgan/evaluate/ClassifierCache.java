package wgan.evaluate;

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
 * The folder that keeps trained classifiers, one safetensors file for each.
 *
 * <p>A file's name holds all that its classifier depends on: the version of {@link Classifier}, the seed, and a fingerprint of
 * the training images. So whatever has that name can be had again by training: a file that is damaged or holds something
 * else is replaced, with a note. Any number of processes may use the folder at once.
 *
 * @param folder made when it is first needed
 * @param notes hears, in one line each, what takes time or went wrong
 */
public record ClassifierCache(Path folder, Consumer<String> notes) {
    private static final String VERSION_KEY = "wgan.classifier";
    private static final String SEED_KEY = "seed";
    private static final String TRAINING_KEY = "training";

    /** The one beside the dataset's own files in the cache; notes go to the options' listener. */
    public static ClassifierCache of(DatasetName name, DataOptions options) {
        return new ClassifierCache(options.cache().resolve(name.toString()), options.listener()::noted);
    }

    /** The classifier for these images and this seed: the one that is kept, or a new one, which is then kept. */
    public Classifier obtain(Dataset training, Seed seed, Device device) {
        Map<String, String> origin = new TreeMap<>(Map.of(
                VERSION_KEY, Integer.toString(Classifier.VERSION),
                SEED_KEY, Long.toString(seed.value()),
                TRAINING_KEY, training.fingerprint()));
        Path file = folder.resolve("classifier-v%s-seed%s-%s.safetensors"
                .formatted(origin.get(VERSION_KEY), origin.get(SEED_KEY), origin.get(TRAINING_KEY)));
        if (Files.exists(file)) {
            try {
                return load(file, origin, device);
            } catch (IOException e) {
                notes.accept("classifier: " + e.getMessage() + "; training it anew");
            }
        }
        notes.accept("classifier: training on " + training.size() + " images, once; about half a minute for 60000");
        Classifier classifier = Classifier.train(training, seed, device);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(file, out -> SafeTensors.write(out, classifier.state(), origin));
        } catch (IOException e) {
            notes.accept("classifier: cannot be kept as " + file + " (" + e + "); it will be trained again next time");
        }
        return classifier;
    }

    private static Classifier load(Path file, Map<String, String> origin, Device device) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            if (!tensors.metadata().equals(origin)) {
                throw new ModelFileException(
                        file + ": is of " + new TreeMap<>(tensors.metadata()) + ", expected " + origin);
            }
            Classifier classifier = new Classifier(device);
            try {
                tensors.copyTo(classifier.state());
                if (!classifier.state().values().stream().allMatch(Tensor::allFinite)) {
                    throw new ModelFileException(file + ": holds numbers that are not finite");
                }
                return classifier;
            } catch (IOException | RuntimeException e) {
                classifier.close();
                throw e;
            }
        }
    }
}
