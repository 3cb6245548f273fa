package wgan.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.classifier.ClassifierCache;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.evaluate.metrics.ClassifierScore;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.FrechetDistance.Gaussian;
import wgan.evaluate.metrics.Manifold;
import wgan.evaluate.metrics.ManifoldComparison;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.model.Network;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
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
    private final TensorCache cache;
    private final Reference reference;
    private final Seed seed;
    private @Nullable TrainingReference trainingReference; // of the training images that were used last

    private MetricEvaluator(
            Classifier classifier, boolean closesClassifier, TensorCache cache, Reference reference, Seed seed) {
        this.classifier = classifier;
        this.closesClassifier = closesClassifier;
        this.cache = cache;
        this.reference = reference;
        this.seed = seed;
    }

    /**
     * Prepares the comparison with the test set of a dataset, by a classifier that is trained on its training set.
     *
     * @param options where the dataset, the trained classifier and the features of real images are stored; their listener is notified
     *     if it has to be trained
     * @param seed that the latent vectors are a function of
     * @throws IOException if a part of the dataset is not available, the test set has no more than
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS} images, or there are more than {@value Classifier#CLASSES} classes
     */
    public static MetricEvaluator open(DatasetName name, DataOptions options, Seed seed, Device device)
            throws IOException {
        Dataset test = Datasets.open(name, Split.TEST, options);
        requireEnough(test, Datasets.folder(name, options));
        return open(name, Datasets.open(name, Split.TRAIN, options), test, options, seed, device);
    }

    /**
     * Prepares the same comparison with a dataset that is open already.
     *
     * @param training the whole training set of the dataset
     * @param test its test set
     * @throws IOException if the test set has no more than {@value PrecisionRecallDensityCoverage#NEIGHBORS} images, or there are more
     *     than {@value Classifier#CLASSES} classes
     */
    public static MetricEvaluator open(
            DatasetName name, Dataset training, Dataset test, DataOptions options, Seed seed, Device device)
            throws IOException {
        Path folder = Datasets.folder(name, options);
        requireEnough(test, folder);
        requireClasses(training, "training set", folder);
        requireClasses(test, "test set", folder);
        ClassifierCache classifiers = ClassifierCache.of(name, options);
        Classifier classifier = classifiers.get(training, CLASSIFIER_SEED, device);
        try {
            TensorCache cache = TensorCache.of(classifiers.folder(), classifiers.notes());
            return new MetricEvaluator(classifier, true, cache, Reference.of(classifier, test, cache), seed);
        } catch (RuntimeException e) {
            classifier.close();
            throw e;
        }
    }

    private static void requireEnough(Dataset test, Path folder) throws IOException {
        if (test.size() <= PrecisionRecallDensityCoverage.NEIGHBORS) {
            throw new IOException(folder + ": the test set has " + test.size() + " images, expected at least "
                    + (PrecisionRecallDensityCoverage.NEIGHBORS + 1));
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
        return new MetricEvaluator(
                classifier, false, TensorCache.NONE, Reference.of(classifier, test, TensorCache.NONE), seed);
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
            Gaussian generated = Gaussian.of(classifier.classify(images).features());
            return FrechetDistance.between(reference.gaussian(), generated);
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
            Classifier.Output output = classifier.classify(images);
            return metrics(output, comparison(output));
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
            ManifoldComparison comparison = comparison(output);
            return new EvaluationResult(
                    images,
                    training,
                    metrics(output, comparison),
                    trainingReference(training).memorization(output.features()),
                    comparison);
        }
    }

    private ManifoldComparison comparison(Classifier.Output output) {
        Manifold generated = Manifold.of(output.features(), PrecisionRecallDensityCoverage.NEIGHBORS);
        return ManifoldComparison.of(reference.manifold(), generated);
    }

    private GenerativeMetrics metrics(Classifier.Output output, ManifoldComparison comparison) {
        PrecisionRecallDensityCoverage agreement = comparison.metrics();
        ClassHistogram classes = ClassHistogram.of(output.probabilities());
        return new GenerativeMetrics(
                FrechetDistance.between(reference.gaussian(), Gaussian.of(output.features())),
                reference.halvesDistance(),
                reference.accuracy(),
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

    private TrainingReference trainingReference(Dataset training) {
        TrainingReference last = trainingReference;
        if (last != null && last.isOf(training)) {
            return last;
        }
        TrainingReference next = TrainingReference.of(classifier, training, reference, cache);
        if (last != null) {
            last.close();
        }
        trainingReference = next;
        return next;
    }

    /** Releases the features of the real images, and the classifier if {@link #open} has provided it. */
    @Override
    public void close() {
        reference.close();
        if (trainingReference != null) {
            trainingReference.close();
        }
        if (closesClassifier) {
            classifier.close();
        }
    }
}
