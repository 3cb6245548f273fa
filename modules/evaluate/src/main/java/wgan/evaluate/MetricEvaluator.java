package wgan.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.data.ValidationSplit;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.classifier.ClassifierCache;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.FrechetDistance.Gaussian;
import wgan.evaluate.metrics.KernelDistance;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.PeriodicEvaluation;

/**
 * Computes all metrics of generated images, compared with real images on which the classifier was not trained.
 *
 * <pre>{@code
 * DataSource mnist = new NamedSource(DatasetName.MNIST, DataOptions.defaults());
 * try (var evaluator = MetricEvaluator.open(mnist, EvaluationSplit.TEST, new Seed(0), Device.CPU);
 *         Generator generator = Generator.load(file)) {
 *     GenerativeMetrics metrics = evaluator.evaluate(evaluator.sample(generator, "my generator", 10_000));
 * }
 * }</pre>
 *
 * <p>The digits of MNIST's test set were written by other people than those of its training set. So a generator that models the training
 * set perfectly has a distance to the test set, too: about {@link GenerativeMetrics#baselineFrechetDistance}.
 *
 * <p>It lives until it is closed, and belongs to one thread.
 */
public final class MetricEvaluator implements AutoCloseable {
    /** The number of images that are compared by the features of a network with random parameters, if there are as many. */
    public static final int RANDOM_FEATURE_SAMPLES = RandomReference.MAX_IMAGES;

    private final FeatureNetwork network;
    private final TensorCache cache;
    private final References.Images images;
    private final Reference real;
    private final Seed seed;
    private @Nullable References references; // of the first evaluation: a run in training needs none
    private @Nullable TrainingReference trainingReference; // of the training images that were used last
    private boolean isClosed;

    private MetricEvaluator(FeatureNetwork network, TensorCache cache, References.Images images, Seed seed) {
        this.network = network;
        this.cache = cache;
        this.images = images;
        real = Reference.of(network.classifier(), images.real(), cache);
        this.seed = seed;
    }

    /**
     * Prepares the comparison with real images of a source. If they have labels, it is by a classifier that is trained on the first five
     * sixths of the training set, else by a network with random parameters.
     *
     * @param source its cache stores the trained classifier and the features of real images; its listener is notified if the classifier
     *     has to be trained
     * @param split the real images
     * @param seed that the latent vectors are a function of
     * @throws IOException if a part of the dataset is not available, or the split has no more than
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS} images, or a label that the training set does not have
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static MetricEvaluator open(DataSource source, EvaluationSplit split, Seed seed, Device device)
            throws IOException {
        LibTorch.get().require(device); // before anything is downloaded
        Dataset trainingSet = source.open(Split.TRAIN);
        requireEnough(trainingSet, "training set", source);
        return open(source, split, trainingSet, split.open(source, trainingSet), seed, device);
    }

    /**
     * Prepares the same comparison with a dataset that is open already.
     *
     * @param trainingSet the whole training set of the source
     * @param real what {@link EvaluationSplit#open} returns
     * @throws IOException if these have no more than {@value PrecisionRecallDensityCoverage#NEIGHBORS} images, or the real images have
     *     a label that the training set does not have
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static MetricEvaluator open(
            DataSource source, EvaluationSplit split, Dataset trainingSet, Dataset real, Seed seed, Device device)
            throws IOException {
        requireEnough(trainingSet, "training set", source);
        requireEnough(real, split + " set", source);
        requireShape(real, split + " set", trainingSet, source);
        ClassifierCache classifiers = ClassifierCache.of(source);
        ValidationSplit parts = ValidationSplit.of(trainingSet);
        FeatureNetwork network;
        if (trainingSet.classes() == 0) {
            network = new FeatureNetwork(
                    FeatureExtractor.RANDOM, FeatureNetwork.random(trainingSet.shape(), device), true);
        } else {
            requireClasses(trainingSet, "training set", trainingSet.classes(), source);
            requireClasses(real, split + " set", trainingSet.classes(), source);
            network = new FeatureNetwork(
                    FeatureExtractor.CLASSIFIER,
                    classifiers.get(parts.training(), DatasetClassifier.SEED, device),
                    true);
        }
        try {
            TensorCache cache = TensorCache.of(classifiers.folder(), classifiers.notes());
            return new MetricEvaluator(network, cache, images(split, real, parts), seed);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static References.Images images(EvaluationSplit split, Dataset real, ValidationSplit parts) {
        Dataset training = parts.training();
        return switch (split) {
            case TEST -> new References.Images(real, parts.validation(), false, training);
            case VALIDATION -> {
                int count = Math.min(real.size(), training.size());
                yield new References.Images(real, training.subset(training.size() - count, count), true, training);
            }
        };
    }

    private static void requireEnough(Dataset images, String part, DataSource source) throws IOException {
        if (images.size() <= PrecisionRecallDensityCoverage.NEIGHBORS) {
            throw new IOException(source.location() + ": the " + part + " has " + images.size()
                    + " images, expected at least " + (PrecisionRecallDensityCoverage.NEIGHBORS + 1));
        }
    }

    private static void requireShape(Dataset images, String part, Dataset trainingSet, DataSource source)
            throws IOException {
        if (!images.shape().equals(trainingSet.shape())) {
            throw new IOException(source.location() + ": the images of the " + part + " are " + images.shape()
                    + ", expected " + trainingSet.shape() + ", those of the training set");
        }
    }

    private static void requireClasses(Dataset images, String part, int classes, DataSource source) throws IOException {
        if (images.classes() == 0) {
            throw new IOException(
                    source.location() + ": the " + part + " has no labels, expected those of the training set");
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new IOException(
                        "%s: image %d of the %s has the label %d, expected 0 to %d, those of the training set"
                                .formatted(source.location(), i, part, images.label(i), classes - 1));
            }
        }
    }

    /**
     * Prepares the comparison with real images.
     *
     * @param classifier trained on other images of the same kind; it belongs to the caller and must stay open
     * @param real the real images, more than {@value PrecisionRecallDensityCoverage#NEIGHBORS} of them; the metrics compare best if
     *     equally many images are generated
     * @param baseline other real images, as many if possible, on which neither the classifier nor a generator was trained
     * @param seed that the latent vectors are a function of
     * @throws IllegalArgumentException if there are fewer images
     */
    public static MetricEvaluator of(Classifier classifier, Dataset real, Dataset baseline, Seed seed) {
        for (Dataset images : List.of(real, baseline)) {
            if (images.size() <= PrecisionRecallDensityCoverage.NEIGHBORS) {
                throw new IllegalArgumentException("metric evaluator: " + images.name() + " has " + images.size()
                        + " images, expected at least " + (PrecisionRecallDensityCoverage.NEIGHBORS + 1));
            }
        }
        return new MetricEvaluator(
                new FeatureNetwork(FeatureExtractor.CLASSIFIER, classifier, false),
                TensorCache.NONE,
                new References.Images(real, baseline, false, null),
                seed);
    }

    /**
     * Generates the images that a generator is evaluated by, from normally distributed latent vectors that are a function of the
     * seed.
     *
     * @param name of the generator, for the message
     * @param samples the number of images; more than {@value PrecisionRecallDensityCoverage#NEIGHBORS} for {@link #evaluate}
     * @return the images, with numbers in [-1, 1], one after the other
     * @throws ModelFileException if it generates NaN, or images of another shape than the real ones
     * @throws IllegalArgumentException if the number of images is below 1, or they are more than an array can hold
     * @throws IllegalStateException if the evaluator or the generator is closed
     */
    public float[] sample(Generator generator, String name, int samples) throws ModelFileException {
        requireOpen();
        if (!hasShape(generator)) {
            throw new ModelFileException(name + ": " + otherShape(generator));
        }
        float[] images = generator.sample(latents(generator.latentDim(), samples));
        if (hasNaN(images)) {
            throw new ModelFileException(name + ": generates NaN instead of images; its training has diverged,"
                    + " train again with smaller learning rates");
        }
        return images;
    }

    private boolean hasShape(Generator generator) {
        return generator.imageShape().equals(network.classifier().shape());
    }

    private String otherShape(Generator generator) {
        return "generates images of " + generator.imageShape() + ", expected "
                + network.classifier().shape() + ", as the real images are";
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
        if (samples < 1) {
            throw new IllegalArgumentException("metric evaluator: samples is " + samples + ", expected 1 or more");
        }
        if (samples > Integer.MAX_VALUE / latentDim) {
            throw new IllegalArgumentException("metric evaluator: the latent vectors of " + samples
                    + " samples are more than an array can hold, expected " + Integer.MAX_VALUE / latentDim
                    + " samples or fewer");
        }
        float[] latents = new float[samples * latentDim];
        seed.stream(Purpose.EVALUATION).fillGaussian(latents);
        return latents;
    }

    /**
     * Computes the Fréchet distance of a generator that is in training: a {@link PeriodicEvaluation.Metric}.
     *
     * @param samples number of images, at least 2; they are the first of those that {@link #sample} returns
     * @return the distance; NaN if the generator generates NaN
     * @throws IllegalArgumentException if it generates images of another shape than the real ones, or the number of images is below 2,
     *     or they are more than an array can hold
     * @throws IllegalStateException if the evaluator or the generator is closed
     */
    public double frechetDistance(Generator generator, int samples) {
        requireOpen();
        if (!hasShape(generator)) {
            throw new IllegalArgumentException("metric evaluator: the generator " + otherShape(generator));
        }
        float[] images = generator.sample(latents(generator.latentDim(), samples));
        if (hasNaN(images)) {
            return Double.NaN;
        }
        try (var scope = TensorScope.open()) {
            Gaussian generated =
                    Gaussian.of(network.classifier().classify(images).features());
            return FrechetDistance.between(real.gaussian(), generated);
        }
    }

    /**
     * Computes the metrics of images from any source.
     *
     * @param images n images with numbers in [-1, 1], one after the other; n above
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS}
     * @throws IllegalArgumentException if they have another size, or contain NaN or infinity
     * @throws IllegalStateException if the evaluator is closed
     */
    public GenerativeMetrics evaluate(float[] images) {
        requireOpen();
        try (var scope = TensorScope.open()) {
            return metrics(images, network.classifier().classify(images));
        }
    }

    /**
     * Computes the metrics of images, and finds the nearest training image of each.
     *
     * @param images n images with numbers in [-1, 1], one after the other; n above
     *     {@value PrecisionRecallDensityCoverage#NEIGHBORS}
     * @param training the images that the generator was trained on
     * @throws IllegalArgumentException if the images have another size, or contain NaN or infinity
     * @throws IllegalStateException if the evaluator is closed
     */
    public EvaluationResult evaluate(float[] images, Dataset training) {
        requireOpen();
        try (var scope = TensorScope.open()) {
            Classifier.Output output = network.classifier().classify(images);
            return new EvaluationResult(
                    images,
                    output.features().toFloatArray(),
                    training,
                    metrics(images, output),
                    trainingReference(training).memorization(output.features()));
        }
    }

    /**
     * Returns the metrics of the baseline: as many of these real images as there are generated ones, or all if there are fewer.
     *
     * @param samples the number of generated images; more than {@value PrecisionRecallDensityCoverage#NEIGHBORS}
     * @throws IllegalArgumentException if there are fewer
     * @throws IllegalStateException if the evaluator is closed
     */
    public GenerativeMetrics evaluateBaseline(int samples) {
        requireOpen();
        if (samples <= PrecisionRecallDensityCoverage.NEIGHBORS) {
            throw new IllegalArgumentException("metric evaluator: samples is " + samples + ", expected "
                    + (PrecisionRecallDensityCoverage.NEIGHBORS + 1) + " or more");
        }
        Dataset baseline = images.baseline();
        return evaluate(baseline.scaled(0, Math.min(samples, baseline.size())));
    }

    private References references() {
        if (references == null) {
            references = References.of(network, images, cache);
        }
        return references;
    }

    private GenerativeMetrics metrics(float[] generated, Classifier.Output output) {
        Tensor features = output.features();
        int samples = Math.toIntExact(features.size(0));
        RandomReference random = references().random();
        return new GenerativeMetrics(
                network.extractor(),
                FrechetDistance.estimate(real.features(), real.gaussian(), features, Gaussian.of(features)),
                references().baseline().frechetDistance(samples, real.gaussian()),
                KernelDistance.between(real.features(), features),
                PrecisionRecallDensityCoverage.of(real.manifold(), features),
                random == null ? Optional.empty() : Optional.of(random.manifolds(generated)),
                network.extractor() == FeatureExtractor.RANDOM
                        ? Optional.empty()
                        : Optional.of(ClassMetrics.of(real.accuracy(), output)),
                samples,
                seed.value());
    }

    /** Returns the network whose features images are compared by. */
    public FeatureExtractor features() {
        return network.extractor();
    }

    /**
     * Returns the features of the real images: {@value Classifier#FEATURES} numbers each, one after the other; a copy.
     *
     * @throws IllegalStateException if the evaluator is closed
     */
    public float[] realFeatures() {
        requireOpen();
        return real.features().toFloatArray();
    }

    /**
     * Returns whether a generator has not seen the real images that it is compared with.
     *
     * @param training the images that it was trained on
     */
    public boolean comparesWithUnseen(Dataset training) {
        return !images.isRealUnseen() || images.areUnseenBy(training);
    }

    /** Returns the features of images that a generator has not seen; null if it was trained on them. */
    private @Nullable RealFeatures unseenBy(Dataset training) {
        if (!images.areUnseenBy(training)) {
            return null;
        }
        return images.isRealUnseen() ? real.realFeatures() : references().baseline();
    }

    private TrainingReference trainingReference(Dataset training) {
        TrainingReference last = trainingReference;
        if (last != null && last.isOf(training)) {
            return last;
        }
        TrainingReference next = TrainingReference.of(network.classifier(), training, unseenBy(training), cache);
        if (last != null) {
            last.close();
        }
        trainingReference = next;
        return next;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("metric evaluator: it is closed");
        }
    }

    /** Releases the features of the real images, and the classifier if {@link #open} has provided it; a second call does nothing. */
    @Override
    public void close() {
        isClosed = true;
        real.close();
        if (references != null) {
            references.close();
        }
        if (trainingReference != null) {
            trainingReference.close();
        }
        network.close();
    }
}
