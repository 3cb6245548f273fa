package wgan.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.NamedSource;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.Memorization;
import wgan.evaluate.metrics.Memorization.Neighbor;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.LibTorch;

class MetricEvaluatorTests {

    private static final int COUNT = 600;

    private static Dataset training;
    private static Dataset unseen;
    private static Classifier classifier;
    private static MetricEvaluator evaluator;

    @BeforeAll
    static void prepare() throws DataException {
        Dataset all = SyntheticImages.training(3_000 + COUNT);
        training = all.limit(3_000);
        unseen = all.subset(3_000, COUNT);
        classifier = Classifier.train(training, new Seed(0), Device.CPU);
        evaluator = MetricEvaluator.of(classifier, SyntheticImages.test(COUNT), unseen, new Seed(4));
        // The evaluator keeps the features of the training images, which are open tensors, from its first use of them
        // on.
        evaluator.evaluate(SyntheticImages.pixels(training, 0, 10), training);
    }

    @AfterAll
    static void close() {
        evaluator.close();
        classifier.close();
    }

    @Test
    void deviceThatIsMissing_isRefused_beforeTheDatasetIsOpened(@TempDir Path empty) {
        Device missing = Device.cuda(LibTorch.get().gpuCount());
        DataOptions options = DataOptions.defaults().withCache(empty);
        assertThatThrownBy(() -> MetricEvaluator.open(
                        new NamedSource(DatasetName.SYNTHETIC, options), EvaluationSplit.TEST, new Seed(0), missing))
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageStartingWith("device " + missing + " is not available: ");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void numberOfSamplesOutOfRange_isRefused() {
        try (Network network =
                new Network(GeneratorArchitecture.DENSE.layers(3, ImageShape.MNIST), DType.F32, Device.CPU)) {
            Generator generator = Generator.of(network, 3, ImageShape.MNIST);
            for (int samples : new int[] {-1, 0}) {
                assertThatThrownBy(() -> evaluator.sample(generator, "mine", samples))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("metric evaluator: samples is " + samples + ", expected 1 or more");
                assertThatThrownBy(() -> evaluator.frechetDistance(generator, samples))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> evaluator.evaluateBaseline(samples))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("metric evaluator: samples is " + samples + ", expected 6 or more");
            }
            assertThatThrownBy(() -> evaluator.sample(generator, "mine", Integer.MAX_VALUE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("metric evaluator: the latent vectors of 2147483647 samples are more than an array can"
                            + " hold, expected 715827882 samples or fewer");
        }
    }

    @Test
    void closedEvaluator_isRefused() {
        MetricEvaluator closed = MetricEvaluator.of(classifier, unseen.limit(10), unseen.limit(10), new Seed(4));
        closed.close();
        closed.close(); // once more, to no effect
        float[] images = SyntheticImages.pixels(training, 0, 10);
        try (Network network =
                new Network(GeneratorArchitecture.DENSE.layers(3, ImageShape.MNIST), DType.F32, Device.CPU)) {
            Generator generator = Generator.of(network, 3, ImageShape.MNIST);
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> closed.sample(generator, "mine", 10),
                    () -> closed.frechetDistance(generator, 10),
                    () -> closed.evaluate(images),
                    () -> closed.evaluate(images, training),
                    () -> closed.evaluateBaseline(10),
                    closed::realFeatures)) {
                assertThatThrownBy(use)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("metric evaluator: it is closed");
            }
        }
    }

    @Test
    void realImages_haveGoodMetrics() {
        GenerativeMetrics metrics = evaluator.evaluate(SyntheticImages.pixels(training, 0, COUNT));
        assertThat(metrics.frechetDistance().value()).isBetween(0.0, 2 * metrics.baselineFrechetDistance());
        assertThat(metrics.classes().orElseThrow().score().value()).isBetween(8.0, 10.0);
        assertThat(metrics.manifolds().precision().value()).isGreaterThan(0.8);
        assertThat(metrics.manifolds().recall().value()).isGreaterThan(0.8);
        assertThat(metrics.manifolds().density().value()).isBetween(0.8, 1.3);
        assertThat(metrics.manifolds().coverage().value()).isGreaterThan(0.85);
        assertThat(metrics.classes().orElseThrow().entropyBits().value()).isBetween(3.25, 3.3219281);
        assertThat(metrics.classes().orElseThrow().counts()).hasSize(10);
        assertThat(metrics.classes().orElseThrow().counts().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(COUNT);
        assertThat(metrics.classes().orElseThrow().accuracy()).isGreaterThan(0.9);
        assertThat(metrics.samples()).isEqualTo(COUNT);
        assertThat(metrics.seed()).isEqualTo(4);
        assertThat(metrics.kernelDistance().value()).isLessThan(1);
        assertThat(metrics.classes().orElseThrow().scoreDeviation()).isBetween(0.01, 1.0);
        assertThat(metrics.randomManifolds().orElseThrow().coverage().value()).isGreaterThan(0.85);
        assertThat(evaluator.evaluateBaseline(COUNT).frechetDistance().value())
                .isCloseTo(metrics.baselineFrechetDistance(), withinPercentage(1e-6));
    }

    @Test
    void noise_hasBadMetrics() {
        float[] noise = new float[COUNT * ImageShape.MNIST.numel()];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat(-1, 1);
        }
        GenerativeMetrics metrics = evaluator.evaluate(noise);
        assertThat(metrics.frechetDistance().value()).isGreaterThan(20 * metrics.baselineFrechetDistance());
        // An unusual real image has a large ball, which may contain noise: precision counts that, density hardly.
        assertThat(metrics.manifolds().precision().value()).isLessThan(0.5);
        assertThat(metrics.manifolds().density().value()).isLessThan(0.1);
        assertThat(metrics.manifolds().coverage().value()).isLessThan(0.1);
        assertThat(metrics.classes().orElseThrow().score().value()).isLessThan(4);
    }

    @Test
    void oneRepeatedDigit_hasOneClassAndNoCoverage() {
        float[] digit = SyntheticImages.pixels(training, 0, 1);
        float[] images = new float[COUNT * ImageShape.MNIST.numel()];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(digit, 0, images, i * ImageShape.MNIST.numel(), ImageShape.MNIST.numel());
        }
        GenerativeMetrics metrics = evaluator.evaluate(images);
        assertThat(metrics.frechetDistance().value()).isGreaterThan(20 * metrics.baselineFrechetDistance());
        assertThat(metrics.classes().orElseThrow().score().value()).isLessThan(1.001);
        assertThat(metrics.manifolds().recall().value()).isLessThan(0.01);
        assertThat(metrics.manifolds().coverage().value()).isLessThan(0.05);
        assertThat(metrics.classes().orElseThrow().entropyBits().value()).isZero();
        assertThat(metrics.classes().orElseThrow().counts()).contains(COUNT);
    }

    @Test
    void sample_isAFunctionOfTheSeed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("generator.safetensors");
        try (Network network =
                new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(3, ImageShape.MNIST), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            try (var out = Files.newOutputStream(file)) {
                SafeTensors.write(out, network.state(), Map.of());
            }
        }
        try (Generator generator = Generator.load(file, Device.CPU);
                MetricEvaluator other =
                        MetricEvaluator.of(classifier, SyntheticImages.test(COUNT), unseen, new Seed(5))) {
            float[] images = evaluator.sample(generator, "trained", 50);
            assertThat(images)
                    .hasSize(50 * ImageShape.MNIST.numel())
                    .isEqualTo(evaluator.sample(generator, "trained", 50));
            assertThat(other.sample(generator, "trained", 50)).isNotEqualTo(images);
            assertThat(evaluator.evaluate(images).samples()).isEqualTo(50);
        }
    }

    @Test
    void frechetClassifierDistance_isThatOfTheSamples() {
        try (Network network =
                new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(3, ImageShape.MNIST), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            float[] latents = new float[50 * 3];
            new Seed(4).stream(Purpose.EVALUATION).fillGaussian(latents);
            float[] images = Generator.of(network, 3, ImageShape.MNIST).sample(latents);

            assertThat(evaluator.frechetDistance(Generator.of(network, 3, ImageShape.MNIST), 50))
                    .isEqualTo(evaluator.evaluate(images).frechetDistance().value());
        }
    }

    @Test
    void frechetClassifierDistance_ofAGeneratorOfNaN_isNaN() {
        try (Network network =
                new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(3, ImageShape.MNIST), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            network.parameters().getLast().value().fill_(Double.NaN);
            assertThat(evaluator.frechetDistance(Generator.of(network, 3, ImageShape.MNIST), 50))
                    .isNaN();
        }
    }

    @Test
    void memorization_findsCopies() {
        float[] images = SyntheticImages.pixels(training, 100, 50);

        EvaluationResult result = evaluator.evaluate(images, training);

        Memorization memorization = result.memorization();
        assertThat(memorization.neighbors())
                .extracting(Neighbor::index)
                .containsExactlyElementsOf(IntStream.range(100, 150).boxed().toList());
        assertThat(memorization.medianDistance()).isLessThan(memorization.controlMedianDistance() / 100);
        assertThat(memorization.near().value()).isEqualTo(1);
        assertThat(memorization.control()).isEqualTo(Memorization.Control.UNSEEN);
        assertThat(result.image(7))
                .isEqualTo(SyntheticImages.pixels(training, 107, 1))
                .isEqualTo(result.nearestInTraining(7));
        assertThat(result.metrics()).isEqualTo(evaluator.evaluate(images));
        assertThatThrownBy(() -> result.image(50)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> result.nearestInTraining(50)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @EnumSource
    void open_comparesWithTheSplit_byAClassifierOfTheFirstFiveSixths(EvaluationSplit split, @TempDir Path directory)
            throws IOException {
        SyntheticImages.write(directory, 120);
        DataOptions options = DataOptions.defaults().withDirectory(directory).withCache(directory.resolve("cache"));
        Dataset all = SyntheticImages.training(120);
        Dataset first = all.limit(100);
        Dataset last = all.subset(100, 20);
        float[] images = SyntheticImages.pixels(training, 0, 20);
        GenerativeMetrics metrics;
        try (MetricEvaluator opened =
                MetricEvaluator.open(new NamedSource(DatasetName.MNIST, options), split, new Seed(1), Device.CPU)) {
            metrics = opened.evaluate(images);
            assertThat(opened.evaluate(images, first).memorization().control())
                    .as("trained on the first five sixths")
                    .isEqualTo(Memorization.Control.UNSEEN);
            assertThat(opened.evaluate(images, all).memorization().control())
                    .as("trained on all images")
                    .isEqualTo(Memorization.Control.OTHER_TRAINING_IMAGES);
        }
        try (Classifier same = Classifier.train(first, new Seed(0), Device.CPU);
                MetricEvaluator byHand = split == EvaluationSplit.TEST
                        ? MetricEvaluator.of(same, SyntheticImages.test(120), last, new Seed(1))
                        : MetricEvaluator.of(same, last, all.subset(80, 20), new Seed(1))) {
            assertThat(metrics).isEqualTo(byHand.evaluate(images));
        }
        assertThat(directory.resolve("cache/mnist")).isNotEmptyDirectory();
    }

    @Test
    void open_ofTooFewImages_isRefused(@TempDir Path directory) throws IOException {
        SyntheticImages.write(directory, 5);
        DataOptions options = DataOptions.defaults().withDirectory(directory);
        assertThatThrownBy(() -> open(EvaluationSplit.TEST, options))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": the training set has 5 images, expected at least 6");
        SyntheticImages.write(directory, 35);
        assertThatThrownBy(() -> open(EvaluationSplit.VALIDATION, options))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": the validation set has 5 images, expected at least 6");
    }

    private static MetricEvaluator open(EvaluationSplit split, DataOptions options) throws IOException {
        return MetricEvaluator.open(new NamedSource(DatasetName.MNIST, options), split, new Seed(1), Device.CPU);
    }

    @Test
    void of_tooFewTestImages_isRefused() throws IOException {
        Dataset five = SyntheticImages.test(5);
        assertThatThrownBy(() -> MetricEvaluator.of(classifier, five, unseen, new Seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metric evaluator: synthetic has 5 images, expected at least 6");
        MetricEvaluator.of(classifier, SyntheticImages.test(6), SyntheticImages.training(6), new Seed(1))
                .close();
    }

    @Test
    void open_withoutFiles_namesTheFirst(@TempDir Path directory) throws IOException {
        DataOptions options = DataOptions.defaults().withDirectory(directory);
        assertThatThrownBy(() -> open(EvaluationSplit.TEST, options))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(directory + ": has neither train-images-idx3-ubyte.gz nor");
    }

    @Test
    void evaluate_ofNaN_isRefused() {
        float[] images = new float[10 * ImageShape.MNIST.numel()];
        Arrays.fill(images, Float.NaN);
        assertThatThrownBy(() -> evaluator.evaluate(images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the training of the generator diverged?");
    }
}
