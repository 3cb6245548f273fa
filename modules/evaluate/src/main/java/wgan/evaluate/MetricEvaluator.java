package wgan.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.classifier.ClassifierCache;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.evaluate.metrics.ClassifierScore;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.Manifold;
import wgan.evaluate.metrics.Memorization;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.model.Network;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.PeriodicEvaluation;

/**
 * Computes all metrics of generated images, compared with the real images of a test set, on which no network was trained.
 *
 * <pre>{@code
 * try (var evaluator = MetricEvaluator.open(DatasetName.MNIST, DataOptions.defaults(), new Seed(0), Device.CPU);
 *         Generator generator = Generator.load(file)) {
 *     GenerativeMetrics metrics = evaluator.evaluate(evaluator.sample(generator, file, 10_000));
 * }
 * }</pre>
 *
 * <p>The digits of MNIST's test set were written by other people than those of its training set. 10,000 images of the training set
 * itself have a Fréchet classifier distance of about 2.2 and a coverage of 0.94, and the two halves of the test set have a distance
 * of 3.0. A generator that models the training set cannot be expected to do better.
 *
 * <p>It lives until it is closed, and belongs to one thread.
 */
public final class MetricEvaluator implements AutoCloseable {
    /** The classifier of a dataset is the same for all evaluations, so that their values compare. */
    private static final Seed CLASSIFIER_SEED = new Seed(0);

    private final Classifier classifier;
    private final boolean closesClassifier;
    private final double accuracy;
    private final Tensor real; // (n, d), the features of the real images
    private final double realDistance;
    private final Seed seed;
    private @Nullable Manifold realManifold; // computed at its first use: it takes a third of the time of an evaluation

    private MetricEvaluator(
            Classifier classifier,
            boolean closesClassifier,
            double accuracy,
            Tensor real,
            double realDistance,
            Seed seed) {
        this.classifier = classifier;
        this.closesClassifier = closesClassifier;
        this.accuracy = accuracy;
        this.real = real;
        this.realDistance = realDistance;
        this.seed = seed;
    }

    /**
     * Prepares the comparison with the test set of a dataset, by a classifier that is trained on its training set.
     *
     * @param options where the dataset and the trained classifier are stored; their listener is notified if it has to be trained
     * @param seed that the latent vectors are a function of
     * @throws IOException if a part of the dataset is not available, the test set has no more than
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS} images, or there are more than {@value Classifier#CLASSES} classes
     */
    public static MetricEvaluator open(DatasetName name, DataOptions options, Seed seed, Device device)
            throws IOException {
        Dataset test = Datasets.open(name, Split.TEST, options);
        if (test.size() <= PrecisionRecallDensityCoverage.NEIGHBORS) {
            throw new IOException(Datasets.folder(name, options) + ": the test set has " + test.size()
                    + " images, expected at least " + (PrecisionRecallDensityCoverage.NEIGHBORS + 1));
        }
        Dataset training = Datasets.open(name, Split.TRAIN, options);
        requireClasses(training, "training set", Datasets.folder(name, options));
        requireClasses(test, "test set", Datasets.folder(name, options));
        Classifier classifier = ClassifierCache.of(name, options).get(training, CLASSIFIER_SEED, device);
        try {
            return of(classifier, true, test, seed);
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    private static void requireClasses(Dataset images, String part, Path folder) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= Classifier.CLASSES) {
                throw new IOException("%s: image %d of the %s has the label %d, expected 0 to %d; use ten classes"
                        .formatted(folder, i, part, images.label(i), Classifier.CLASSES - 1));
            }
        }
    }

    /**
     * Prepares the comparison with real images.
     *
     * @param classifier trained on other images of the same kind; it belongs to the caller and must stay open
     * @param test the real images, more than {@value PrecisionRecallDensityCoverage#NEIGHBORS} of them; the metrics compare best if
     *     equally many images are generated
     * @param seed that the latent vectors are a function of
     * @throws IllegalArgumentException if there are fewer real images
     */
    public static MetricEvaluator of(Classifier classifier, Dataset test, Seed seed) {
        if (test.size() <= PrecisionRecallDensityCoverage.NEIGHBORS) {
            throw new IllegalArgumentException("metric evaluator: " + test.name() + " has " + test.size()
                    + " images, expected at least " + (PrecisionRecallDensityCoverage.NEIGHBORS + 1));
        }
        return of(classifier, false, test, seed);
    }

    private static MetricEvaluator of(Classifier classifier, boolean closesClassifier, Dataset test, Seed seed) {
        try (var scope = TensorScope.open()) {
            Classifier.Output output = classifier.classify(test);
            double realDistance = distanceBetweenHalves(output.features());
            double accuracy = output.accuracy(test);
            Tensor real = output.features().removeFromScope();
            return new MetricEvaluator(classifier, closesClassifier, accuracy, real, realDistance, seed);
        }
    }

    /**
     * Splits the real images by taking every second one. MNIST's test set is ordered: the digits of its first half are written more
     * clearly than those of its second.
     */
    private static double distanceBetweenHalves(Tensor features) {
        long half = features.size(0) / 2;
        Tensor pairs = features.narrow(0, 0, 2 * half).view(half, 2, features.size(1)); // (n/2, 2, d)
        return FrechetDistance.between(pairs.select(1, 0), pairs.select(1, 1));
    }

    /**
     * Generates the images that a generator is evaluated by, from normally distributed latent vectors that are a function of the
     * seed.
     *
     * @param file the file of the generator, for the message
     * @param samples the number of images; more than {@value PrecisionRecallDensityCoverage#NEIGHBORS} for {@link #evaluate}
     * @return images of 784 numbers in [-1, 1], one after the other
     * @throws ModelFileException if it generates NaN
     */
    public float[] sample(Generator generator, Path file, int samples) throws ModelFileException {
        float[] images = generator.sample(latents(generator.latentDim(), samples));
        if (hasNaN(images)) {
            throw new ModelFileException(file + ": generates NaN instead of images; its training has diverged,"
                    + " train again with smaller learning rates");
        }
        return images;
    }

    private static boolean hasNaN(float[] images) {
        for (float pixel : images) {
            if (Float.isNaN(pixel)) {
                return true;
            }
        }
        return false;
    }

    private float[] latents(int latentDim, int samples) {
        float[] latents = new float[Math.multiplyExact(samples, latentDim)];
        seed.stream(Purpose.EVALUATION).fillGaussian(latents);
        return latents;
    }

    /**
     * Computes the Fréchet classifier distance of a generator that is in training, in evaluation mode: a
     * {@link PeriodicEvaluation.Metric}.
     *
     * @param latentDim L, the latent dimension of the generator
     * @param samples number of images, at least 2; they are the first of those that {@link #sample} returns
     * @return the distance; NaN if the generator generates NaN
     */
    public double frechetClassifierDistance(Network generator, int latentDim, int samples) {
        float[] images = Generator.of(generator, latentDim).sample(latents(latentDim, samples));
        if (hasNaN(images)) {
            return Double.NaN;
        }
        try (var scope = TensorScope.open()) {
            return FrechetDistance.between(real, classifier.classify(images).features());
        }
    }

    /**
     * Computes the metrics of images from any source.
     *
     * @param images n images of 784 numbers in [-1, 1], one after the other; n above
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS}
     * @throws IllegalArgumentException if they have another size, or contain NaN or infinity
     */
    public GenerativeMetrics evaluate(float[] images) {
        try (var scope = TensorScope.open()) {
            return metrics(classifier.classify(images));
        }
    }

    /**
     * Computes the metrics of images, and finds the nearest training image of each; the test set provides the unseen images.
     *
     * @param images n images of 784 numbers in [-1, 1], one after the other; n above
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS}
     * @param training the images that the generator was trained on
     * @throws IllegalArgumentException if the images have another size, or contain NaN or infinity
     */
    public EvaluationResult evaluate(float[] images, Dataset training) {
        try (var scope = TensorScope.open()) {
            Classifier.Output output = classifier.classify(images);
            Tensor features = output.features();
            return new EvaluationResult(
                    images,
                    training,
                    metrics(output),
                    Memorization.of(
                            features, real, classifier.classify(training).features()),
                    realManifold().ballsContaining(features));
        }
    }

    private GenerativeMetrics metrics(Classifier.Output output) {
        var agreement = PrecisionRecallDensityCoverage.of(realManifold(), output.features());
        ClassHistogram classes = ClassHistogram.of(output.probabilities());
        return new GenerativeMetrics(
                FrechetDistance.between(real, output.features()),
                realDistance,
                accuracy,
                ClassifierScore.of(output.probabilities()),
                agreement.precision(),
                agreement.recall(),
                agreement.density(),
                agreement.coverage(),
                classes.entropyBits(),
                classes.counts(),
                null,
                Math.toIntExact(output.features().size(0)),
                seed.value());
    }

    private Manifold realManifold() {
        if (realManifold == null) {
            realManifold = Manifold.of(real, PrecisionRecallDensityCoverage.NEIGHBORS);
        }
        return realManifold;
    }

    /** Releases the features of the real images, and the classifier if {@link #open} has provided it. */
    @Override
    public void close() {
        real.close();
        if (closesClassifier) {
            classifier.close();
        }
    }
}
