package wgan.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.evaluate.Memorization.Neighbour;
import wgan.model.Generator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;

class MetricEvaluatorTests {

    private static final int COUNT = 600;

    private static Dataset training;
    private static Classifier classifier;
    private static MetricEvaluator evaluation;

    @BeforeAll
    static void prepare() throws DataException {
        training = SyntheticImages.training(3_000);
        classifier = Classifier.train(training, new Seed(0), Device.CPU);
        evaluation = MetricEvaluator.of(classifier, SyntheticImages.test(COUNT), new Seed(4));
    }

    @AfterAll
    static void close() {
        evaluation.close();
        classifier.close();
    }

    @Test
    void realImages_areAsGoodAsCanBe() {
        GenerativeMetrics quality = evaluation.evaluate(SyntheticImages.pixels(training, 0, COUNT));
        assertThat(quality.frechetDistance()).isBetween(0.0, 2 * quality.frechetFloor());
        assertThat(quality.classifierScore()).isBetween(8.0, 10.0);
        assertThat(quality.precision()).isGreaterThan(0.8);
        assertThat(quality.recall()).isGreaterThan(0.8);
        assertThat(quality.density()).isBetween(0.8, 1.3);
        assertThat(quality.coverage()).isGreaterThan(0.85);
        assertThat(quality.classEntropyBits()).isBetween(3.25, 3.3219281);
        assertThat(quality.classCounts()).hasSize(10);
        assertThat(quality.classCounts().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(COUNT);
        assertThat(quality.classifierAccuracy()).isGreaterThan(0.9);
        assertThat(quality.samples()).isEqualTo(COUNT);
        assertThat(quality.seed()).isEqualTo(4);
        assertThat(quality.criticEstimate()).isNull();
        assertThat(quality.withCriticEstimate(0.5)).satisfies(with -> {
            assertThat(with.criticEstimate()).isEqualTo(0.5);
            assertThat(with)
                    .usingRecursiveComparison()
                    .ignoringFields("criticEstimate")
                    .isEqualTo(quality);
        });
    }

    @Test
    void noise_isBadInEveryWay() {
        float[] noise = new float[COUNT * Dataset.IMAGE_SIZE];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat(-1, 1);
        }
        GenerativeMetrics quality = evaluation.evaluate(noise);
        assertThat(quality.frechetDistance()).isGreaterThan(20 * quality.frechetFloor());
        // An odd real image has a wide ball, and noise may lie in it: the flaw of precision that density is to mend.
        assertThat(quality.precision()).isLessThan(0.5);
        assertThat(quality.density()).isLessThan(0.1);
        assertThat(quality.coverage()).isLessThan(0.1);
        assertThat(quality.classifierScore()).isLessThan(4);
    }

    @Test
    void oneRepeatedDigit_isOfOneClassAndCoversNothing() {
        float[] digit = SyntheticImages.pixels(training, 0, 1);
        float[] images = new float[COUNT * Dataset.IMAGE_SIZE];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(digit, 0, images, i * Dataset.IMAGE_SIZE, Dataset.IMAGE_SIZE);
        }
        GenerativeMetrics quality = evaluation.evaluate(images);
        assertThat(quality.frechetDistance()).isGreaterThan(20 * quality.frechetFloor());
        assertThat(quality.classifierScore()).isLessThan(1.001);
        assertThat(quality.recall()).isLessThan(0.01);
        assertThat(quality.coverage()).isLessThan(0.05);
        assertThat(quality.classEntropyBits()).isZero();
        assertThat(quality.classCounts()).contains(COUNT);
    }

    @Test
    void generator_drawsTheSameImagesForTheSameSeed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("generator.safetensors");
        try (Network network = new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(3), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            try (var out = Files.newOutputStream(file)) {
                SafeTensors.write(out, network.state(), Map.of());
            }
        }
        try (Generator generator = Generator.load(file, Device.CPU);
                MetricEvaluator other = MetricEvaluator.of(classifier, SyntheticImages.test(COUNT), new Seed(5))) {
            float[] images = evaluation.draw(generator, file, 50);
            assertThat(images).hasSize(50 * Dataset.IMAGE_SIZE).isEqualTo(evaluation.draw(generator, file, 50));
            assertThat(other.draw(generator, file, 50)).isNotEqualTo(images);
            assertThat(evaluation.evaluate(images).samples()).isEqualTo(50);
        }
    }

    @Test
    void generatorInTraining_hasTheDistanceThatItsImagesHave() {
        try (Network network = new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(3), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            float[] latents = new float[50 * 3];
            new Seed(4).stream(Purpose.EVALUATION).fillGaussian(latents);
            float[] images = Generator.of(network, 3).sample(latents);

            assertThat(evaluation.frechetDistance(network, 3, 50))
                    .isEqualTo(evaluation.evaluate(images).frechetDistance());
        }
    }

    @Test
    void generatorThatDrawsNoNumbers_hasNoDistance() {
        try (Network network = new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(3), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            network.parameters().getLast().value().fill_(Double.NaN);
            assertThat(evaluation.frechetDistance(network, 3, 50)).isNaN();
        }
    }

    @Test
    void examination_findsRealImagesAmongNoise() {
        float[] images = new float[30 * Dataset.IMAGE_SIZE]; // grey
        float[] real = SyntheticImages.pixels(training, 0, 20);
        System.arraycopy(real, 0, images, 10 * Dataset.IMAGE_SIZE, real.length);

        List<Integer> best = evaluation.examine(images, training).bestCovered(10);

        assertThat(best).hasSize(10).doesNotHaveDuplicates().allMatch(index -> index >= 10);
    }

    @Test
    void examination_findsCopies() {
        float[] images = SyntheticImages.pixels(training, 100, 50);

        EvaluationResult examination = evaluation.examine(images, training);

        Memorization memorization = examination.memorization();
        assertThat(memorization.neighbours())
                .extracting(Neighbour::index)
                .containsExactlyElementsOf(IntStream.range(100, 150).boxed().toList());
        assertThat(memorization.medianDistance()).isLessThan(memorization.unseenMedianDistance() / 100);
        assertThat(examination.image(7))
                .isEqualTo(SyntheticImages.pixels(training, 107, 1))
                .isEqualTo(examination.nearestInTraining(7));
        assertThat(examination.quality()).isEqualTo(evaluation.evaluate(images));
    }

    @Test
    void open_takesClassifierAndTestSetFromWhereTheDatasetIs(@TempDir Path directory) throws IOException {
        SyntheticImages.write(directory, 100);
        DataOptions options = DataOptions.defaults().withDirectory(directory).withCache(directory.resolve("cache"));
        float[] images = SyntheticImages.pixels(training, 0, 20);
        GenerativeMetrics quality;
        try (MetricEvaluator opened = MetricEvaluator.open(DatasetName.MNIST, options, new Seed(1), Device.CPU)) {
            quality = opened.evaluate(images);
        }
        try (Classifier same = Classifier.train(SyntheticImages.training(100), new Seed(0), Device.CPU);
                MetricEvaluator byHand = MetricEvaluator.of(same, SyntheticImages.test(100), new Seed(1))) {
            assertThat(quality).isEqualTo(byHand.evaluate(images));
        }
        assertThat(directory.resolve("cache/mnist")).isNotEmptyDirectory();
    }

    @Test
    void open_ofTooFewTestImages_saysSo(@TempDir Path directory) throws IOException {
        SyntheticImages.write(directory, 5);
        DataOptions options = DataOptions.defaults().withDirectory(directory);
        assertThatThrownBy(() -> MetricEvaluator.open(DatasetName.MNIST, options, new Seed(1), Device.CPU))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": the test set has 5 images, expected at least 6; put more there, or leave out"
                        + " --data to have the original fetched");
    }

    @Test
    void open_withoutATestSet_saysWhatIsMissing(@TempDir Path directory) throws IOException {
        DataOptions options = DataOptions.defaults().withDirectory(directory);
        assertThatThrownBy(() -> MetricEvaluator.open(DatasetName.MNIST, options, new Seed(1), Device.CPU))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(directory + ": has neither t10k-images-idx3-ubyte.gz nor");
    }

    @Test
    void imagesThatAreNoNumbers_areRefused() {
        float[] images = new float[10 * Dataset.IMAGE_SIZE];
        Arrays.fill(images, Float.NaN);
        assertThatThrownBy(() -> evaluation.evaluate(images))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did the training of what drew the images diverge?");
    }
}
