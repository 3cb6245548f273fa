package wgan.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.Memorization;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.GeneratorArchitecture;
import wgan.model.ModelFileException;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;

/** The evaluation of images of other shapes, with and without labels. */
class OwnImagesTests {
    private static final ImageShape COLOR = new ImageShape(3, 32, 32);
    private static final int TRAINING = 240;
    private static final int TEST = 60;
    private static final String[] CLASS_KEYS = {
        "classifier_score", "classifier_accuracy", "class_entropy_bits", "class_counts", "frechet_classifier_distance"
    };

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private static Dataset digits(ImageShape shape, Split split, int count) throws DataException {
        return Datasets.open(
                DatasetName.SYNTHETIC, split, count, DataOptions.defaults().withSyntheticShape(shape));
    }

    private static Dataset withoutLabels(Dataset images) {
        byte[] pixels = new byte[images.size() * images.shape().numel()];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(
                    images.image(i),
                    0,
                    pixels,
                    i * images.shape().numel(),
                    images.shape().numel());
        }
        return Dataset.of("own", images.shape(), pixels);
    }

    /** Images in memory; the cache is in the temporary folder. */
    private DataSource source(Dataset training, Dataset test) {
        return new DataSource() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public Dataset open(Split split, int limit) {
                return (split == Split.TRAIN ? training : test).limit(limit);
            }

            @Override
            public boolean hasTestSet() {
                return true;
            }

            @Override
            public Path location() {
                return folder.resolve("own");
            }

            @Override
            public Path cache() {
                return folder.resolve("cache");
            }

            @Override
            public TransferListener listener() {
                return new TransferListener() {
                    @Override
                    public void noted(String line) {
                        notes.add(line);
                    }
                };
            }

            @Override
            public DataSource withSeed(Seed seed) {
                return this;
            }
        };
    }

    @Test
    void imagesWithoutLabels_areComparedByRandomFeatures() throws IOException {
        Dataset training = withoutLabels(digits(COLOR, Split.TRAIN, TRAINING));
        Dataset test = withoutLabels(digits(COLOR, Split.TEST, TEST));
        DataSource source = source(training, test);
        try (MetricEvaluator evaluator = MetricEvaluator.open(source, EvaluationSplit.TEST, new Seed(1), Device.CPU)) {
            GenerativeMetrics real = evaluator.evaluate(training.scaled(0, TEST));

            assertThat(evaluator.features()).isEqualTo(FeatureExtractor.RANDOM);
            assertThat(notes).as("no classifier is trained").isEmpty();
            assertThat(real.features()).isEqualTo(FeatureExtractor.RANDOM);
            assertThat(real.classes()).isEmpty();
            assertThat(real.randomManifolds()).isEmpty();
            assertThat(real.asMap())
                    .containsKeys(
                            "frechet_random_distance",
                            "baseline_frechet_random_distance",
                            "kernel_random_distance",
                            "random_precision",
                            "random_recall",
                            "random_density",
                            "random_coverage",
                            "samples",
                            "seed",
                            "intervals")
                    .containsEntry("features", "random")
                    .doesNotContainKeys(CLASS_KEYS)
                    .doesNotContainKeys("precision", "coverage");
            assertThat(real.manifolds().coverage().value()).isGreaterThan(0.6);

            GenerativeMetrics black = evaluator.evaluate(black(TEST));
            assertThat(black.frechetDistance().value())
                    .isGreaterThan(10 * real.frechetDistance().value());
            assertThat(black.manifolds().coverage().value()).isLessThan(0.1);

            Memorization copies =
                    evaluator.evaluate(training.scaled(7, 10), training).memorization();
            assertThat(copies.neighbors())
                    .extracting(Memorization.Neighbor::index)
                    .containsExactly(7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        }
    }

    private static float[] black(int count) {
        float[] images = new float[count * COLOR.numel()];
        Arrays.fill(images, -1);
        return images;
    }

    /** Distances of different evaluations compare only if the random features are the same each time. */
    @Test
    void randomFeatures_areTheSameEachTime() throws IOException {
        Dataset training = withoutLabels(digits(COLOR, Split.TRAIN, TRAINING));
        Dataset test = withoutLabels(digits(COLOR, Split.TEST, TEST));
        DataSource source = source(training, test);
        float[] images = training.scaled(0, 20);
        GenerativeMetrics first;
        try (MetricEvaluator evaluator =
                MetricEvaluator.open(source, EvaluationSplit.VALIDATION, new Seed(1), Device.CPU)) {
            first = evaluator.evaluate(images);
        }
        try (MetricEvaluator evaluator =
                MetricEvaluator.open(source, EvaluationSplit.VALIDATION, new Seed(1), Device.CPU)) {
            assertThat(evaluator.evaluate(images)).isEqualTo(first);
        }
    }

    @Test
    void imagesWithLabels_areComparedByAClassifierOfTheirOwn() throws IOException {
        DataSource source = source(digits(COLOR, Split.TRAIN, TRAINING), digits(COLOR, Split.TEST, TEST));
        try (MetricEvaluator evaluator = MetricEvaluator.open(source, EvaluationSplit.TEST, new Seed(1), Device.CPU)) {
            GenerativeMetrics metrics =
                    evaluator.evaluate(source.open(Split.TRAIN).scaled(0, TEST));

            assertThat(evaluator.features()).isEqualTo(FeatureExtractor.CLASSIFIER);
            assertThat(notes).containsExactly("classifier: training on 200 images, once; about half a minute");
            assertThat(metrics.asMap())
                    .containsKeys(CLASS_KEYS)
                    .containsKeys("precision", "random_precision", "kernel_classifier_distance")
                    .containsEntry("features", "classifier")
                    .doesNotContainKeys("frechet_random_distance", "kernel_random_distance");
            assertThat(metrics.classes().orElseThrow().counts()).hasSize(10);
        }
    }

    @Test
    void labelsOfATestSet_areThoseOfTheTrainingSet() throws DataException {
        Dataset training = digits(COLOR, Split.TRAIN, TRAINING);
        Dataset test = digits(COLOR, Split.TEST, TEST);

        assertRefused(
                source(training, withoutLabels(test)),
                "the test set has no labels, expected those of the training set");
        Dataset two =
                Dataset.of("two", COLOR, new byte[12 * COLOR.numel()], new byte[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
        Dataset three = Dataset.of("three", COLOR, new byte[6 * COLOR.numel()], new byte[] {0, 1, 0, 1, 0, 2});
        assertRefused(
                source(two, three),
                "image 5 of the test set has the label 2, expected 0 to 1, those of the training set");
    }

    @Test
    void testImagesOfAnotherShape_areRefused() throws DataException {
        assertRefused(
                source(digits(COLOR, Split.TRAIN, TRAINING), digits(ImageShape.MNIST, Split.TEST, TEST)),
                "the images of the test set are 1x28x28, expected 3x32x32, those of the training set");
    }

    private void assertRefused(DataSource source, String message) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MetricEvaluator.open(source, EvaluationSplit.TEST, new Seed(1), Device.CPU))
                .withMessage(source.location() + ": " + message);
    }

    /** Three gray images have as many numbers as one in color. */
    @Test
    void generatorOfAnotherShape_isRefused() throws IOException {
        Dataset test = digits(COLOR, Split.TEST, TEST);
        ImageShape gray = new ImageShape(1, 32, 32);
        try (Classifier untrained = Classifier.untrained(COLOR, new Seed(0), Device.CPU);
                MetricEvaluator evaluator = MetricEvaluator.of(untrained, withoutLabels(test), test, new Seed(0));
                Network network = new Network(GeneratorArchitecture.DENSE.layers(2, gray), DType.F32, Device.CPU);
                Generator generator = Generator.of(network, 2, gray)) {
            String message = "generates images of 1x32x32, expected 3x32x32, as the real images are";
            assertThatExceptionOfType(ModelFileException.class)
                    .isThrownBy(() -> evaluator.sample(generator, "gray", 30))
                    .withMessage("gray: " + message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> evaluator.frechetDistance(generator, 30))
                    .withMessage("metric evaluator: the generator " + message);
        }
    }
}
