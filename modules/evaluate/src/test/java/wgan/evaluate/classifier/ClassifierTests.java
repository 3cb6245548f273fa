package wgan.evaluate.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.evaluate.SyntheticImages;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.TensorScope;

class ClassifierTests {

    private static Dataset training;
    private static Dataset test;
    private static Classifier classifier;

    @BeforeAll
    static void train() throws DataException {
        training = SyntheticImages.training(3_000);
        test = SyntheticImages.test(1_100);
        classifier = Classifier.train(training, new Seed(0), Device.CPU);
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void train_resultsInAClassifierOfUnseenDigits() {
        assertThat(accuracy()).isGreaterThan(0.9);
    }

    private static double accuracy() {
        try (var scope = TensorScope.open()) {
            return classifier.classify(test).accuracy(test);
        }
    }

    @Test
    void train_onMoreThanTenClasses_isRefused() {
        Dataset eleven = Dataset.of("eleven", new byte[2 * Dataset.IMAGE_SIZE], new byte[] {9, 10});
        assertThatThrownBy(() -> Classifier.train(eleven, new Seed(0), Device.CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classifier: image 1 of eleven has the label 10, expected 0 to 9");
    }

    @Test
    void classify_byManyThreads_returnsTheSame() throws Exception {
        try (var scope = TensorScope.open()) {
            float[] expected = classifier.classify(test).features().toFloatArray();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<float[]>> results = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    results.add(threads.submit(() -> {
                        try (var own = TensorScope.open()) {
                            return classifier.classify(test).features().toFloatArray();
                        }
                    }));
                }
                for (Future<float[]> result : results) {
                    assertThat(result.get()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void train_isAFunctionOfTheSeed() throws DataException {
        Dataset few = SyntheticImages.training(300);
        try (Classifier one = Classifier.train(few, new Seed(1), Device.CPU);
                Classifier same = Classifier.train(few, new Seed(1), Device.CPU);
                Classifier other = Classifier.train(few, new Seed(2), Device.CPU)) {
            one.state().forEach((name, tensor) -> {
                assertThat(same.state().get(name).toByteBuffer()).isEqualTo(tensor.toByteBuffer());
                assertThat(other.state().get(name).toByteBuffer())
                        .as(name)
                        .matches(bytes -> name.endsWith("num_batches_tracked") == bytes.equals(tensor.toByteBuffer()));
            });
        }
    }

    @Test
    void classify_returnsFeaturesAndProbabilities_ofEachImageIndependently() {
        int last = test.size() - 1;
        try (var scope = TensorScope.open()) {
            Classifier.Output ofAll = classifier.classify(test);
            Classifier.Output ofLast = classifier.classify(SyntheticImages.pixels(test, last, 1));

            assertThat(ofAll.features().shape()).containsExactly(1_100, Classifier.FEATURES);
            assertThat(ofAll.probabilities().shape()).containsExactly(1_100, Classifier.CLASSES);
            float[] features = ofAll.features().toFloatArray();
            assertThat(ofLast.features().toFloatArray())
                    .usingComparatorWithPrecision(1e-3f)
                    .containsExactly(
                            Arrays.copyOfRange(features, features.length - Classifier.FEATURES, features.length));
            double[] probabilities = ofLast.probabilities().toDoubleArray();
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-6));
            for (float feature : features) {
                assertThat(feature).isNotNegative();
            }
        }
    }

    @Test
    void classify_ofPixelsAndOfTheirDataset_isTheSame() {
        try (var scope = TensorScope.open()) {
            Classifier.Output ofDataset = classifier.classify(test.limit(20));
            Classifier.Output ofPixels = classifier.classify(SyntheticImages.pixels(test, 0, 20));
            assertThat(ofPixels.features().toByteBuffer())
                    .isEqualTo(ofDataset.features().toByteBuffer());
        }
    }

    @Test
    void classify_ofIncompleteImages_isRefused() {
        for (int pixels : new int[] {0, 783, 785}) {
            assertThatThrownBy(() -> classifier.classify(new float[pixels]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("classifier: " + pixels + " pixels, expected a multiple of 784 above 0");
        }
    }
}
