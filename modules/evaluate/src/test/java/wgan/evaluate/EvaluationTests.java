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
import wgan.evaluate.Memorisation.Neighbour;
import wgan.model.Generator;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Elementwise;

class EvaluationTests {

    private static final int COUNT = 600;

    private static Dataset training;
    private static Classifier classifier;
    private static Evaluation evaluation;

    @BeforeAll
    static void prepare() throws DataException {
        training = SyntheticPictures.training(3_000);
        classifier = Classifier.train(training, new Seed(0), Device.CPU);
        evaluation = Evaluation.of(classifier, SyntheticPictures.test(COUNT), new Seed(4));
    }

    @AfterAll
    static void close() {
        evaluation.close();
        classifier.close();
    }

    @Test
    void realPictures_areAsGoodAsCanBe() {
        Quality quality = evaluation.evaluate(SyntheticPictures.pixels(training, 0, COUNT));
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
        float[] noise = new float[COUNT * Dataset.PICTURE_SIZE];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat(-1, 1);
        }
        Quality quality = evaluation.evaluate(noise);
        assertThat(quality.frechetDistance()).isGreaterThan(20 * quality.frechetFloor());
        // An odd real picture has a wide ball, and noise may lie in it: the flaw of precision that density is to mend.
        assertThat(quality.precision()).isLessThan(0.5);
        assertThat(quality.density()).isLessThan(0.1);
        assertThat(quality.coverage()).isLessThan(0.1);
        assertThat(quality.classifierScore()).isLessThan(4);
    }

    @Test
    void oneRepeatedDigit_isOfOneClassAndCoversNothing() {
        float[] digit = SyntheticPictures.pixels(training, 0, 1);
        float[] pictures = new float[COUNT * Dataset.PICTURE_SIZE];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(digit, 0, pictures, i * Dataset.PICTURE_SIZE, Dataset.PICTURE_SIZE);
        }
        Quality quality = evaluation.evaluate(pictures);
        assertThat(quality.frechetDistance()).isGreaterThan(20 * quality.frechetFloor());
        assertThat(quality.classifierScore()).isLessThan(1.001);
        assertThat(quality.recall()).isLessThan(0.01);
        assertThat(quality.coverage()).isLessThan(0.05);
        assertThat(quality.classEntropyBits()).isZero();
        assertThat(quality.classCounts()).contains(COUNT);
    }

    @Test
    void generator_drawsTheSamePicturesForTheSameSeed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("generator.safetensors");
        try (Network network = new Network(Generator.layers(3), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            try (var out = Files.newOutputStream(file)) {
                SafeTensors.write(out, network.state(), Map.of());
            }
        }
        try (Generator generator = Generator.load(file, Device.CPU);
                Evaluation other = Evaluation.of(classifier, SyntheticPictures.test(COUNT), new Seed(5))) {
            float[] pictures = evaluation.draw(generator, file, 50);
            assertThat(pictures).hasSize(50 * Dataset.PICTURE_SIZE).isEqualTo(evaluation.draw(generator, file, 50));
            assertThat(other.draw(generator, file, 50)).isNotEqualTo(pictures);
            assertThat(evaluation.evaluate(pictures).samples()).isEqualTo(50);
        }
    }

    @Test
    void generatorInTraining_hasTheDistanceThatItsPicturesHave() {
        try (Network network = new Network(Generator.layers(3), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            float[] latents = new float[50 * 3];
            new Seed(4).stream(Purpose.EVALUATION).fillGaussian(latents);
            float[] pictures = Generator.draw(network, 3, latents);

            assertThat(evaluation.frechetDistance(network, 3, 50))
                    .isEqualTo(evaluation.evaluate(pictures).frechetDistance());
        }
    }

    @Test
    void generatorThatDrawsNoNumbers_hasNoDistance() {
        try (Network network = new Network(Generator.layers(3), DType.F32, Device.CPU)) {
            network.initialize(new Seed(0), 0);
            Elementwise.fillInPlace(network.parameters().getLast().value(), Double.NaN);
            assertThat(evaluation.frechetDistance(network, 3, 50)).isNaN();
        }
    }

    @Test
    void examination_findsRealPicturesAmongNoise() {
        float[] pictures = new float[30 * Dataset.PICTURE_SIZE]; // grey
        float[] real = SyntheticPictures.pixels(training, 0, 20);
        System.arraycopy(real, 0, pictures, 10 * Dataset.PICTURE_SIZE, real.length);

        List<Integer> best = evaluation.examine(pictures, training).bestCovered(10);

        assertThat(best).hasSize(10).doesNotHaveDuplicates().allMatch(index -> index >= 10);
    }

    @Test
    void examination_findsCopies() {
        float[] pictures = SyntheticPictures.pixels(training, 100, 50);

        Examination examination = evaluation.examine(pictures, training);

        Memorisation memorisation = examination.memorisation();
        assertThat(memorisation.neighbours())
                .extracting(Neighbour::index)
                .containsExactlyElementsOf(IntStream.range(100, 150).boxed().toList());
        assertThat(memorisation.medianDistance()).isLessThan(memorisation.unseenMedianDistance() / 100);
        assertThat(examination.picture(7))
                .isEqualTo(SyntheticPictures.pixels(training, 107, 1))
                .isEqualTo(examination.nearestInTraining(7));
        assertThat(examination.quality()).isEqualTo(evaluation.evaluate(pictures));
    }

    @Test
    void open_takesClassifierAndTestSetFromWhereTheDatasetIs(@TempDir Path directory) throws IOException {
        SyntheticPictures.write(directory, 100);
        DataOptions options = DataOptions.defaults().withDirectory(directory).withCache(directory.resolve("cache"));
        float[] pictures = SyntheticPictures.pixels(training, 0, 20);
        Quality quality;
        try (Evaluation opened = Evaluation.open(DatasetName.MNIST, options, new Seed(1), Device.CPU)) {
            quality = opened.evaluate(pictures);
        }
        try (Classifier same = Classifier.train(SyntheticPictures.training(100), new Seed(0), Device.CPU);
                Evaluation byHand = Evaluation.of(same, SyntheticPictures.test(100), new Seed(1))) {
            assertThat(quality).isEqualTo(byHand.evaluate(pictures));
        }
        assertThat(directory.resolve("cache/mnist")).isNotEmptyDirectory();
    }

    @Test
    void open_ofTooFewTestPictures_saysSo(@TempDir Path directory) throws IOException {
        SyntheticPictures.write(directory, 5);
        DataOptions options = DataOptions.defaults().withDirectory(directory);
        assertThatThrownBy(() -> Evaluation.open(DatasetName.MNIST, options, new Seed(1), Device.CPU))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        directory + ": the test set has 5 pictures, expected at least 6; put more there, or leave out"
                                + " --data to have the original fetched");
    }

    @Test
    void open_withoutATestSet_saysWhatIsMissing(@TempDir Path directory) throws IOException {
        DataOptions options = DataOptions.defaults().withDirectory(directory);
        assertThatThrownBy(() -> Evaluation.open(DatasetName.MNIST, options, new Seed(1), Device.CPU))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(directory + ": has neither t10k-images-idx3-ubyte.gz nor");
    }

    @Test
    void picturesThatAreNoNumbers_areRefused() {
        float[] pictures = new float[10 * Dataset.PICTURE_SIZE];
        Arrays.fill(pictures, Float.NaN);
        assertThatThrownBy(() -> evaluation.evaluate(pictures))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did the training of what drew the pictures diverge?");
    }
}
