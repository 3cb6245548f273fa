package wgan.evaluate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

/**
 * The folder that keeps trained classifiers, one safetensors file for each.
 *
 * <p>A file's name holds all that its classifier depends on: the version of {@link Classifier}, the seed, and a fingerprint of
 * the training pictures. So whatever has that name can be had again by training: a file that is damaged or holds something
 * else is replaced, with a note. Any number of processes may use the folder at once.
 *
 * @param folder made when it is first needed
 * @param notes hears, in one line each, what takes time or went wrong
 */
public record ClassifierCache(Path folder, Consumer<String> notes) {
    private static final String VERSION_KEY = "wgan.classifier";
    private static final String SEED_KEY = "seed";
    private static final String TRAINING_KEY = "training";
    /** Hexadecimal digits of the fingerprint: 64 bits, enough to tell a person's datasets apart. */
    private static final int FINGERPRINT_DIGITS = 16;

    /** The one beside the dataset's own files in the cache; notes go to the options' listener. */
    public static ClassifierCache of(DatasetName name, DataOptions options) {
        return new ClassifierCache(options.cache().resolve(name.toString()), options.listener()::noted);
    }

    /** The classifier for these pictures and this seed: the one that is kept, or a new one, which is then kept. */
    public Classifier obtain(Dataset training, Seed seed, Device device) {
        Map<String, String> origin = new TreeMap<>(Map.of(
                VERSION_KEY, Integer.toString(Classifier.VERSION),
                SEED_KEY, Long.toString(seed.value()),
                TRAINING_KEY, fingerprint(training)));
        Path file = folder.resolve("classifier-v%s-seed%s-%s.safetensors"
                .formatted(origin.get(VERSION_KEY), origin.get(SEED_KEY), origin.get(TRAINING_KEY)));
        if (Files.exists(file)) {
            try {
                return load(file, origin, device);
            } catch (IOException e) {
                notes.accept("classifier: " + e.getMessage() + "; training it anew");
            }
        }
        notes.accept("classifier: training on " + training.size() + " pictures, once; about half a minute for 60000");
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
                return classifier;
            } catch (IOException | RuntimeException e) {
                classifier.close();
                throw e;
            }
        }
    }

    /** The first digits of the SHA-256 of all pictures, each with its label before it. */
    static String fingerprint(Dataset pictures) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (int i = 0; i < pictures.size(); i++) {
            digest.update((byte) pictures.label(i));
            digest.update(ByteBuffer.wrap(pictures.picture(i)));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_DIGITS);
    }
}
