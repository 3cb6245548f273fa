package wgan.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.evaluate.Classifier.Verdicts;
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
 * All metrics of generated images against real ones that no network has seen: the test set.
 *
 * <pre>{@code
 * try (MetricEvaluator evaluation = MetricEvaluator.open(DatasetName.MNIST, DataOptions.defaults(), new Seed(0), Device.CPU)) {
 *     GenerativeMetrics quality = evaluation.evaluate(evaluation.draw(generator, file, 10_000));
 * }
 * }</pre>
 *
 * <p>MNIST's test set is of other writers than its training set: 10,000 of the very images that are trained on come to a
 * distance of about 2.2 and a coverage of 0.94, where a half of the test set is 3.0 from the other. No generator that has learnt
 * the training set is to be expected beyond that.
 *
 * <p>It lives until it is closed.
 */
public final class MetricEvaluator implements AutoCloseable {
    /** The classifier of a dataset is the same whatever it judges, so that figures compare. */
    private static final Seed CLASSIFIER_SEED = new Seed(0);

    private final Classifier classifier;
    private final boolean closesClassifier;
    private final double accuracy;
    private final Tensor real; // (n, d), the features of the real images
    private final double floor;
    private final Seed seed;
    private float @Nullable []
            realRadii; // of PrecisionRecallDensityCoverage, once they are needed: they take as long as a third of it

    private MetricEvaluator(
            Classifier classifier, boolean closesClassifier, double accuracy, Tensor real, double floor, Seed seed) {
        this.classifier = classifier;
        this.closesClassifier = closesClassifier;
        this.accuracy = accuracy;
        this.real = real;
        this.floor = floor;
        this.seed = seed;
    }

    /**
     * Prepares the comparison with a dataset's test set, by a classifier of its training set.
     *
     * @param options where they and the classifier, once it is trained, are found; their listener hears if it has to be
     * @param seed what latent vectors follow from
     * @throws IOException if a part of the dataset cannot be had, or the test set has no more than
     *     {@value PrecisionRecallDensityCoverage#NEIGHBOURS} images
     */
    public static MetricEvaluator open(DatasetName name, DataOptions options, Seed seed, Device device)
            throws IOException {
        Dataset test = Datasets.open(name, Split.TEST, options);
        if (test.size() <= PrecisionRecallDensityCoverage.NEIGHBOURS) {
            throw new IOException(Datasets.folder(name, options) + ": the test set has " + test.size()
                    + " images, expected at least " + (PrecisionRecallDensityCoverage.NEIGHBOURS + 1)
                    + "; put more there, or leave out --data to have the original fetched");
        }
        Dataset training = Datasets.open(name, Split.TRAIN, options);
        requireClasses(training, "training set", Datasets.folder(name, options));
        requireClasses(test, "test set", Datasets.folder(name, options));
        Classifier classifier = ClassifierCache.of(name, options).obtain(training, CLASSIFIER_SEED, device);
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
     * @param classifier trained on other images of the same kind; the caller's, and must live as long as this
     * @param test the real images; as many as will be generated make the fairest comparison
     * @param seed what latent vectors follow from
     */
    public static MetricEvaluator of(Classifier classifier, Dataset test, Seed seed) {
        return of(classifier, false, test, seed);
    }

    private static MetricEvaluator of(Classifier classifier, boolean closesClassifier, Dataset test, Seed seed) {
        try (var scope = TensorScope.open()) {
            Verdicts verdicts = classifier.judge(test);
            double floor = floor(verdicts.features());
            double accuracy = Classifier.accuracy(verdicts, test);
            Tensor real = verdicts.features().removeFromScope();
            return new MetricEvaluator(classifier, closesClassifier, accuracy, real, floor, seed);
        }
    }

    /**
     * The distance between two halves of the real images: of every two neighbours, one is in either. MNIST's are in an order,
     * the first half being neater than the second.
     */
    private static double floor(Tensor features) {
        long half = features.size(0) / 2;
        Tensor pairs = features.narrow(0, 0, 2 * half).view(half, 2, features.size(1)); // (n/2, 2, d)
        return FrechetDistance.between(pairs.select(1, 0), pairs.select(1, 1));
    }

    /**
     * Draws the images that a generator is judged by, from normally distributed latent vectors, the same for the same seed.
     *
     * @param file where the generator was read, for the message
     * @param samples how many; more than {@value PrecisionRecallDensityCoverage#NEIGHBOURS} to be judged
     * @throws ModelFileException if it draws anything but numbers
     */
    public float[] draw(Generator generator, Path file, int samples) throws ModelFileException {
        float[] images = generator.sample(latents(generator.latentDim(), samples));
        if (!areNumbers(images)) {
            throw new ModelFileException(file + ": draws not-a-numbers, expected images; its training has diverged,"
                    + " train anew with smaller learning rates");
        }
        return images;
    }

    private static boolean areNumbers(float[] images) {
        for (float pixel : images) {
            if (Float.isNaN(pixel)) {
                return false;
            }
        }
        return true;
    }

    private float[] latents(int latentDim, int samples) {
        float[] latents = new float[Math.multiplyExact(samples, latentDim)];
        seed.stream(Purpose.EVALUATION).fillGaussian(latents);
        return latents;
    }

    /**
     * The Fréchet distance alone, of what a generator that is in training would draw after it; for {@link PeriodicEvaluation}.
     *
     * @param latentDim L, numbers in a latent vector
     * @param samples how many images, at least 2; the first of those that {@link #draw} gives
     * @return the distance; not-a-number if the images hold such
     */
    public double frechetDistance(Network generator, int latentDim, int samples) {
        float[] images = Generator.of(generator, latentDim).sample(latents(latentDim, samples));
        if (!areNumbers(images)) {
            return Double.NaN;
        }
        try (var scope = TensorScope.open()) {
            return FrechetDistance.between(real, classifier.judge(images).features());
        }
    }

    /**
     * Judges images, wherever they come from.
     *
     * @param images n images of 784 numbers in [-1, 1], one after the other; n above {@value PrecisionRecallDensityCoverage#NEIGHBOURS}
     * @throws IllegalArgumentException if they are anything else, or not finite
     */
    public GenerativeMetrics evaluate(float[] images) {
        try (var scope = TensorScope.open()) {
            return quality(classifier.judge(images));
        }
    }

    /**
     * Judges images, and looks for them among those that their generator was trained on; the test set's are the unseen ones.
     *
     * @param images n images of 784 numbers in [-1, 1], one after the other; n above {@value PrecisionRecallDensityCoverage#NEIGHBOURS}
     * @param training the images trained on
     * @throws IllegalArgumentException if the images are anything else, or not finite
     */
    public EvaluationResult examine(float[] images, Dataset training) {
        try (var scope = TensorScope.open()) {
            Verdicts verdicts = classifier.judge(images);
            Tensor features = verdicts.features();
            return new EvaluationResult(
                    images,
                    training,
                    quality(verdicts),
                    Memorization.of(features, real, classifier.judge(training).features()),
                    PrecisionRecallDensityCoverage.ballsAround(real, realRadii(), features));
        }
    }

    private GenerativeMetrics quality(Verdicts verdicts) {
        PrecisionRecallDensityCoverage overlap = PrecisionRecallDensityCoverage.of(
                real, realRadii(), verdicts.features(), PrecisionRecallDensityCoverage.NEIGHBOURS);
        ClassHistogram classes = ClassHistogram.of(verdicts.probabilities());
        return new GenerativeMetrics(
                FrechetDistance.between(real, verdicts.features()),
                floor,
                accuracy,
                ClassifierScore.of(verdicts.probabilities()),
                overlap.precision(),
                overlap.recall(),
                overlap.density(),
                overlap.coverage(),
                classes.entropyBits(),
                classes.counts(),
                null,
                Math.toIntExact(verdicts.features().size(0)),
                seed.value());
    }

    private float[] realRadii() {
        if (realRadii == null) {
            realRadii = PrecisionRecallDensityCoverage.radii(real, PrecisionRecallDensityCoverage.NEIGHBOURS);
        }
        return realRadii;
    }

    /** Releases the real images' features, and a classifier that it opened itself. */
    @Override
    public void close() {
        real.close();
        if (closesClassifier) {
            classifier.close();
        }
    }
}
