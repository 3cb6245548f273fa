package wgan.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.data.Dataset;
import wgan.model.BatchNorm;
import wgan.model.Convolution;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
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
import wgan.train.Adam;

/**
 * A small convolutional network in the manner of LeNet-5 (LeCun et al. 1998) that tells the classes of images apart, and
 * whose last hidden layer is what images are compared by.
 *
 * <p>Trained on a dataset by {@link #train}, or taken from where it is kept by {@link ClassifierCache}. It is a pure function of
 * the dataset and the seed, bit for bit on one machine with one number of threads. It lives until it is closed, and is not to
 * be used by two threads at once.
 */
public final class Classifier implements AutoCloseable {
    /** Classes of every dataset. */
    public static final int CLASSES = 10;
    /** Numbers in the features of a image. */
    public static final int FEATURES = 128;

    /** Changes whenever the network that comes of the same seed and images does. */
    static final int VERSION = 1;

    /** Tells its initial values from those of a seed's generator and critic. */
    private static final int NETWORK_NUMBER = 2;

    /** With which 99.2 % of MNIST's test set are told right; more of them bring little. */
    private static final int EPOCHS = 4;

    private static final int TRAINING_BATCH = 128;
    /** At the first step; from there it falls to 0 in a straight line. */
    private static final double LEARNING_RATE = 2e-3;

    /** Images that are judged at once: enough to keep the processor busy, and a few megabytes of activations. */
    private static final int BATCH = 500;

    private final List<NamedLayer> layers = layers();
    private final Network network;

    /** One that knows nothing yet: its {@link #state} is to be written. */
    Classifier(Device device) {
        network = new Network(layers, DType.F32, device);
    }

    /** Those of a new network. */
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

    /** Trains one: about half a minute for 60,000 images on two cores. */
    public static Classifier train(Dataset images, Seed seed, Device device) {
        Classifier classifier = new Classifier(device);
        try (Adam optimizer = new Adam(classifier.network, Adam.Betas.DEFAULT)) {
            classifier.network.initialize(seed, NETWORK_NUMBER);
            int steps = Batches.count(images.size(), TRAINING_BATCH);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                for (Batch batch : Batches.ofEpoch(images, TRAINING_BATCH, seed, epoch)) {
                    double done = (epoch * steps + batch.step()) / (double) (EPOCHS * steps);
                    classifier.learn(batch);
                    optimizer.setLearningRate((1 - done) * LEARNING_RATE);
                    optimizer.step();
                }
            }
            return classifier;
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    /** Sets the gradients to those of a batch. */
    private void learn(Batch batch) {
        try (var scope = TensorScope.open()) {
            Layer.Pass logits = network.forward(images(batch.images(), batch.size())); // (B, 10)
            logits.backward(CrossEntropy.of(logits.output(), batch.labels()).gradient(), OutputMask.PARAMETERS);
        }
    }

    private Tensor images(float[] pixels, int count) {
        return Tensor.of(pixels, count, 1, Dataset.ROWS, Dataset.COLUMNS).to(network.device());
    }

    /**
     * What it makes of images; the tensors belong to the scope that was open.
     *
     * @param features (n, {@value #FEATURES}), none negative
     * @param probabilities (n, {@value #CLASSES}), of each class, in rows that sum to 1
     */
    public record Verdicts(Tensor features, Tensor probabilities) {}

    /**
     * Judges images.
     *
     * @param pixels n images of 784 numbers in [-1, 1], one after the other, as a generator draws them
     * @throws IllegalArgumentException if it is no whole number of images, or none
     */
    public Verdicts judge(float[] pixels) {
        if (pixels.length == 0 || pixels.length % Dataset.IMAGE_SIZE != 0) {
            throw new IllegalArgumentException("classifier: " + pixels.length + " pixels, expected a multiple of "
                    + Dataset.IMAGE_SIZE + " above 0");
        }
        return judge(
                pixels.length / Dataset.IMAGE_SIZE,
                (first, count) ->
                        Arrays.copyOfRange(pixels, first * Dataset.IMAGE_SIZE, (first + count) * Dataset.IMAGE_SIZE));
    }

    /** Judges the images of a dataset. */
    public Verdicts judge(Dataset images) {
        return judge(images.size(), images::scaled);
    }

    /** Has the pixels of so many images, from the first one given on. */
    @FunctionalInterface
    private interface Source {
        float[] pixels(int first, int count);
    }

    private Verdicts judge(int count, Source source) {
        Tensor features = Tensor.empty(DType.F32, network.device(), count, FEATURES);
        Tensor probabilities = Tensor.empty(DType.F32, network.device(), count, CLASSES);
        for (int first = 0; first < count; first += BATCH) {
            int size = Math.min(BATCH, count - first);
            try (var scope = TensorScope.open()) {
                Tensor x = images(source.pixels(first, size), size);
                for (NamedLayer hidden : layers.subList(0, layers.size() - 1)) {
                    x = hidden.layer().evaluate(x);
                }
                features.narrow(0, first, size).copy_(x);
                Tensor logits = layers.getLast().layer().evaluate(x);
                probabilities.narrow(0, first, size).copy_(logits.softmax(-1));
            }
        }
        return new Verdicts(features, probabilities);
    }

    /** The share of images whose most probable class is their label, 0 to 1. */
    public double accuracy(Dataset images) {
        try (var scope = TensorScope.open()) {
            return accuracy(judge(images), images);
        }
    }

    static double accuracy(Verdicts verdicts, Dataset images) {
        int[] labels = ClassHistogram.labels(verdicts.probabilities());
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += labels[i] == images.label(i) ? 1 : 0;
        }
        return right / (double) labels.length;
    }

    /** Parameters and running statistics by name, for a file to read or write. */
    Map<String, Tensor> state() {
        return network.state();
    }

    /** Releases the network. */
    @Override
    public void close() {
        network.close();
    }
}
