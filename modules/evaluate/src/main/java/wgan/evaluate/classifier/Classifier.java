package wgan.evaluate.classifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wgan.data.Dataset;
import wgan.data.Sha256;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.model.BatchNorm;
import wgan.model.Convolution;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Relu;
import wgan.model.Reshape;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * A small convolutional network, similar to LeNet-5 (LeCun et al. 1998), that classifies images. The activations of its last hidden
 * layer are the features by which images are compared.
 *
 * <p>It is a pure function of its training images and a seed, bit for bit on one machine with one number of threads;
 * {@link ClassifierCache} stores trained ones. It lives until it is closed. It can be used by several threads at the same time.
 */
public final class Classifier implements AutoCloseable {
    /** Number of classes. */
    public static final int CLASSES = 10;

    /** Number of features of an image. */
    public static final int FEATURES = 128;

    /** 64 bits, enough to distinguish the classifiers of one user. */
    private static final int FINGERPRINT_BYTES = 8;

    /** Images that are classified at a time: enough to use the processor well, with a few megabytes of activations. */
    private static final int BATCH = 500;

    private final List<NamedLayer> layers = layers();
    private final Network network;

    /** Creates one whose {@link #state} is to be written. */
    Classifier(Device device) {
        network = new Network(layers, DType.F32, device);
    }

    /** Creates the layers of a new network. */
    private static List<NamedLayer> layers() {
        return List.of(
                new NamedLayer("conv1.0", Convolution.plain(1, 16, 5, 2, 2)), // (B, 16, 14, 14)
                new NamedLayer("conv1.1", new BatchNorm(16)),
                new NamedLayer("conv1.2", new Relu()),
                new NamedLayer("conv2.0", Convolution.plain(16, 32, 5, 2, 2)), // (B, 32, 7, 7)
                new NamedLayer("conv2.1", new BatchNorm(32)),
                new NamedLayer("conv2.2", new Relu()),
                new NamedLayer("flatten", new Reshape(32 * 7 * 7)), // (B, 1568)
                new NamedLayer("fc1.0", new Linear(32 * 7 * 7, FEATURES)),
                new NamedLayer("fc1.1", new Relu()), // (B, 128): the features
                new NamedLayer("fc2", new Linear(FEATURES, CLASSES))); // (B, 10): logits
    }

    /**
     * Trains one, which takes about half a minute for 60,000 images on two cores. The caller closes it.
     *
     * @param images with labels below {@value #CLASSES}
     * @param seed of the initial parameters and the order of the images
     * @throws IllegalArgumentException if a label is not below {@value #CLASSES}
     */
    public static Classifier train(Dataset images, Seed seed, Device device) {
        Classifier classifier = new Classifier(device);
        try {
            new ClassifierTraining(classifier.network, images, seed).run();
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /**
     * Returns one that is not trained: its parameters are random. The caller closes it.
     *
     * @param seed of the parameters
     */
    public static Classifier untrained(Seed seed, Device device) {
        Classifier classifier = new Classifier(device);
        classifier.network.initialize(seed, ClassifierTraining.NETWORK_NUMBER);
        return classifier;
    }

    /** Returns pixels as a tensor (n, 1, 28, 28) of the open scope. */
    static Tensor images(float[] pixels, int count, Device device) {
        return Tensor.of(pixels, count, 1, Dataset.ROWS, Dataset.COLUMNS).to(device);
    }

    /**
     * The outputs for some images. The tensors are on the CPU, where the metrics are computed, and belong to the scope that was open.
     *
     * @param features (n, {@value #FEATURES}), none negative
     * @param probabilities (n, {@value #CLASSES}), of each class, in rows that sum to 1
     */
    public record Output(Tensor features, Tensor probabilities) {
        /**
         * Returns the fraction of images whose most probable class is their label, in [0, 1].
         *
         * @param images those that were classified, in their order
         */
        public double accuracy(Dataset images) {
            int[] predicted = ClassHistogram.predictedClasses(probabilities);
            int correct = 0;
            for (int i = 0; i < predicted.length; i++) {
                correct += predicted[i] == images.label(i) ? 1 : 0;
            }
            return correct / (double) predicted.length;
        }
    }

    /**
     * Classifies images.
     *
     * @param pixels n images of 784 numbers in [-1, 1], one after the other
     * @throws IllegalArgumentException if it is not a whole number of images, or empty
     */
    public Output classify(float[] pixels) {
        if (pixels.length == 0 || pixels.length % Dataset.IMAGE_SIZE != 0) {
            throw new IllegalArgumentException("classifier: " + pixels.length + " pixels, expected a multiple of "
                    + Dataset.IMAGE_SIZE + " above 0");
        }
        return classify(
                pixels.length / Dataset.IMAGE_SIZE,
                (first, count) ->
                        Arrays.copyOfRange(pixels, first * Dataset.IMAGE_SIZE, (first + count) * Dataset.IMAGE_SIZE));
    }

    /** Classifies all images of a dataset; its labels are not used. */
    public Output classify(Dataset images) {
        return classify(images.size(), images::scaled);
    }

    /** Returns the pixels of {@code count} images, from the given one on. */
    @FunctionalInterface
    private interface Source {
        float[] pixels(int first, int count);
    }

    private Output classify(int count, Source source) {
        Tensor features = Tensor.empty(DType.F32, Device.CPU, count, FEATURES);
        Tensor probabilities = Tensor.empty(DType.F32, Device.CPU, count, CLASSES);
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            try (var scope = TensorScope.open()) {
                Tensor x = images(source.pixels(first, size), size, network.device());
                for (NamedLayer hidden : layers.subList(0, layers.size() - 1)) {
                    x = hidden.layer().evaluate(x);
                }
                features.narrow(0, first, size).copy_(x);
                Tensor logits = layers.getLast().layer().evaluate(x);
                probabilities.narrow(0, first, size).copy_(logits.softmax(-1));
            }
        }
        return new Output(features, probabilities);
    }

    /** Returns the device that it computes on. */
    public Device device() {
        return network.device();
    }

    /**
     * Returns an identifier of its parameters and running statistics: the first 16 hexadecimal digits of their SHA-256, in the order of
     * their names.
     */
    public String fingerprint() {
        MessageDigest digest = Sha256.digest();
        new TreeMap<>(state()).forEach((name, tensor) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(tensor.toByteBuffer());
        });
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    /** Returns parameters and running statistics by name, for a file to read or write. */
    Map<String, Tensor> state() {
        return network.state();
    }

    /** Releases the network. */
    @Override
    public void close() {
        network.close();
    }
}
