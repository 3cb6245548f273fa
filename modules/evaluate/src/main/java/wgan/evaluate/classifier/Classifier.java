package wgan.evaluate.classifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wgan.data.Dataset;
import wgan.data.Sha256;
import wgan.evaluate.cache.KeyedFile;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.image.ImageShape;
import wgan.model.BatchNorm;
import wgan.model.Convolution;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Relu;
import wgan.model.Reshape;
import wgan.model.SafeTensors;
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
    /** Number of features of an image. */
    public static final int FEATURES = 128;

    /** 64 bits, enough to distinguish the classifiers of one user. */
    private static final int FINGERPRINT_BYTES = 8;

    /** Images that are classified at a time: enough to use the processor well, with a few megabytes of activations. */
    private static final int BATCH = 500;

    /** The classes of a network that is not trained: as many as MNIST has, so that its parameters are those of earlier versions. */
    private static final int RANDOM_CLASSES = 10;

    /** The channels after the first convolution; each of the others doubles them. */
    private static final int FIRST_CHANNELS = 16;

    private static final String LAST_LAYER = "fc2";

    private final ImageShape shape;
    private final int classes;
    private final List<NamedLayer> layers;
    private final Network network;

    /** Creates one whose {@link #state} is to be written. */
    Classifier(ImageShape shape, int classes, Device device) {
        this.shape = shape;
        this.classes = classes;
        layers = layers(shape, classes);
        network = new Network(layers, DType.F32, device);
    }

    /** Creates the layers of a new network: each convolution halves both sides of the images. */
    private static List<NamedLayer> layers(ImageShape shape, int classes) {
        List<NamedLayer> layers = new ArrayList<>();
        int inputs = shape.channels();
        int outputs = FIRST_CHANNELS;
        for (int stage = 1; stage <= shape.stages(); stage++) {
            String name = "conv" + stage;
            layers.add(new NamedLayer(name + ".0", Convolution.plain(inputs, outputs, 5, 2, 2))); // (B, c, h, w)
            layers.add(new NamedLayer(name + ".1", new BatchNorm(outputs)));
            layers.add(new NamedLayer(name + ".2", new Relu()));
            inputs = outputs;
            outputs *= 2;
        }
        int flat = inputs * shape.baseHeight() * shape.baseWidth(); // 1568 for images of MNIST's shape
        layers.add(new NamedLayer("flatten", new Reshape(flat)));
        layers.add(new NamedLayer("fc1.0", new Linear(flat, FEATURES)));
        layers.add(new NamedLayer("fc1.1", new Relu())); // (B, 128): the features
        layers.add(new NamedLayer(LAST_LAYER, new Linear(FEATURES, classes))); // (B, classes): logits
        return List.copyOf(layers);
    }

    /**
     * Trains one, which takes about half a minute for 60,000 images on two cores. The caller closes it.
     *
     * @param images with labels
     * @param seed of the initial parameters and the order of the images
     * @throws IllegalArgumentException if they have no labels, or a label is not below the number of their classes
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static Classifier train(Dataset images, Seed seed, Device device) {
        Classifier classifier = new Classifier(images.shape(), images.classes(), device);
        try {
            new ClassifierTraining(classifier.network, images, seed).run();
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /**
     * Reads one that was stored. The caller closes it.
     *
     * @param file with the tensors of a classifier
     * @param shape of its images
     * @throws IOException if the file cannot be read, or is not such a classifier
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static Classifier load(SafeTensors file, ImageShape shape, Device device) throws IOException {
        List<Long> logits = file.shape(LAST_LAYER + ".bias");
        int classes = logits.size() == 1 ? Math.clamp(logits.getFirst(), 1, Dataset.MAX_CLASSES) : 1;
        return load(shape, classes, device, state -> KeyedFile.copy(file, state));
    }

    /** Copies the tensors of a file to those of a classifier. */
    @FunctionalInterface
    interface StateReader {
        void readTo(Map<String, Tensor> state) throws IOException;
    }

    /** Reads one of a known number of classes. */
    static Classifier load(ImageShape shape, int classes, Device device, StateReader reader) throws IOException {
        Classifier classifier = new Classifier(shape, classes, device);
        try {
            reader.readTo(classifier.state());
            return classifier;
        } catch (IOException | RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /**
     * Returns one that is not trained: its parameters are random, and so are its features. Its probabilities of {@value
     * #RANDOM_CLASSES} classes have no meaning. The caller closes it.
     *
     * @param shape of the images
     * @param seed of the parameters
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static Classifier untrained(ImageShape shape, Seed seed, Device device) {
        Classifier classifier = new Classifier(shape, RANDOM_CLASSES, device);
        try {
            classifier.network.initialize(seed, ClassifierTraining.NETWORK_NUMBER);
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /** Returns pixels as a tensor (n, C, H, W) of the open scope. */
    static Tensor images(float[] pixels, ImageShape shape, Device device) {
        return Tensor.of(pixels, pixels.length / shape.numel(), shape.channels(), shape.height(), shape.width())
                .to(device);
    }

    /**
     * The outputs for some images. The tensors are on the CPU, where the metrics are computed. They belong to the scope that was open;
     * if none was, the caller closes both.
     *
     * @param features (n, {@value #FEATURES}), none negative
     * @param probabilities (n, classes), of each class, in rows that sum to 1
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
     * @param pixels n images of {@link #shape} with numbers in [-1, 1], one after the other
     * @throws IllegalArgumentException if it is not a whole number of images, or empty
     * @throws IllegalStateException if the classifier is closed
     */
    public Output classify(float[] pixels) {
        int numel = shape.numel();
        return classify(
                shape.count(pixels.length, "classifier"),
                (first, count) -> Arrays.copyOfRange(pixels, first * numel, (first + count) * numel));
    }

    /**
     * Classifies all images of a dataset; its labels are not used.
     *
     * @throws IllegalArgumentException if they have another shape
     * @throws IllegalStateException if the classifier is closed
     */
    public Output classify(Dataset images) {
        if (!images.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "classifier: the images of " + images.name() + " are " + images.shape() + ", expected " + shape);
        }
        return classify(images.size(), images::scaled);
    }

    /** Returns the pixels of {@code count} images, from the given one on. */
    @FunctionalInterface
    private interface Source {
        float[] pixels(int first, int count);
    }

    private Output classify(int count, Source source) {
        if (network.masterParameters().isClosed()) {
            throw new IllegalStateException("classify: the classifier is closed");
        }
        try (var ifItFails = TensorScope.open()) {
            Tensor features = Tensor.empty(DType.F32, Device.CPU, count, FEATURES);
            Tensor probabilities = Tensor.empty(DType.F32, Device.CPU, count, classes);
            for (int first = 0; first < count; first += BATCH) {
                int size = Math.min(BATCH, count - first);
                try (var batch = TensorScope.open()) {
                    Tensor x = images(source.pixels(first, size), shape, network.device());
                    for (NamedLayer hidden : layers.subList(0, layers.size() - 1)) {
                        x = hidden.layer().evaluate(x);
                    }
                    features.narrow(0, first, size).copy_(x);
                    Tensor logits = layers.getLast().layer().evaluate(x);
                    probabilities.narrow(0, first, size).copy_(logits.softmax(-1));
                }
            }
            return new Output(features.promote(), probabilities.promote());
        }
    }

    /** Returns the shape of the images. */
    public ImageShape shape() {
        return shape;
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
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
