package wgan.evaluate;

import wgan.data.Dataset;
import wgan.evaluate.Classifier.Verdicts;
import wgan.model.Generator;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Shapes;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * All metrics of generated pictures against real ones that no network has seen: the test set.
 *
 * <pre>{@code
 * Dataset training = Datasets.open(name, Split.TRAIN, options);
 * Dataset test = Datasets.open(name, Split.TEST, options);
 * try (Classifier classifier = ClassifierCache.of(name, options).obtain(training, new Seed(0), Device.CPU);
 *         Evaluation evaluation = Evaluation.of(classifier, test, new Seed(0))) {
 *     Quality quality = evaluation.evaluate(generator, 10_000);
 * }
 * }</pre>
 *
 * <p>MNIST's test set is of other writers than its training set: 10,000 of the very pictures that are trained on come to a
 * distance of 10.5 and a coverage of 0.88, where a half of the test set is 2.9 from the other. No generator that has learnt the
 * training set is to be expected beyond that.
 *
 * <p>It lives until it is closed; the classifier is the caller's, and must live as long.
 */
public final class Evaluation implements AutoCloseable {
    private final Classifier classifier;
    private final double accuracy;
    private final Tensor real; // (n, d), the features of the real pictures
    private final double floor;
    private final Seed seed;

    private Evaluation(Classifier classifier, double accuracy, Tensor real, double floor, Seed seed) {
        this.classifier = classifier;
        this.accuracy = accuracy;
        this.real = real;
        this.floor = floor;
        this.seed = seed;
    }

    /**
     * Prepares the comparison with real pictures.
     *
     * @param classifier trained on other pictures of the same kind
     * @param test the real pictures; as many as will be generated make the fairest comparison
     * @param seed what latent vectors follow from
     */
    public static Evaluation of(Classifier classifier, Dataset test, Seed seed) {
        try (var scope = TensorScope.open()) {
            Verdicts verdicts = classifier.judge(test);
            double floor = floor(verdicts.features());
            double accuracy = Classifier.accuracy(verdicts, test);
            return new Evaluation(classifier, accuracy, TensorScope.detach(verdicts.features()), floor, seed);
        }
    }

    /**
     * The distance between two halves of the real pictures: of every two neighbours, one is in either. MNIST's are in an order,
     * the first half being neater than the second.
     */
    private static double floor(Tensor features) {
        long half = features.size(0) / 2;
        Tensor pairs = Shapes.view(Shapes.narrow(features, 0, 0, 2 * half), half, 2, features.size(1)); // (n/2, 2, d)
        return FrechetDistance.between(Shapes.select(pairs, 1, 0), Shapes.select(pairs, 1, 1));
    }

    /**
     * Judges a generator by pictures from normally distributed latent vectors, the same for the same seed.
     *
     * @param samples how many; more than {@value Overlap#NEIGHBOURS}
     */
    public Quality evaluate(Generator generator, int samples) {
        float[] latents = new float[Math.multiplyExact(samples, generator.latentSize())];
        seed.stream(Purpose.EVALUATION).fillGaussian(latents);
        return evaluate(generator.draw(latents));
    }

    /**
     * Judges pictures, wherever they come from.
     *
     * @param pictures n pictures of 784 numbers in [-1, 1], one after the other; n above {@value Overlap#NEIGHBOURS}
     * @throws IllegalArgumentException if they are anything else, or not finite
     */
    public Quality evaluate(float[] pictures) {
        try (var scope = TensorScope.open()) {
            Verdicts verdicts = classifier.judge(pictures);
            Overlap overlap = Overlap.of(real, verdicts.features());
            ClassHistogram classes = ClassHistogram.of(verdicts.probabilities());
            return new Quality(
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
                    pictures.length / Dataset.PICTURE_SIZE,
                    seed.value());
        }
    }

    /** Releases the real pictures' features. */
    @Override
    public void close() {
        real.close();
    }
}
