package wgan.evaluate.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.evaluate.SyntheticImages;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;
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
    void train_withoutLabels_isRefused() {
        Dataset unlabeled = Dataset.of("unlabeled", ImageShape.MNIST, new byte[2 * 784]);
        assertThatThrownBy(() -> Classifier.train(unlabeled, new Seed(0), Device.CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classifier: the images of unlabeled have no labels");
    }

    @Test
    void train_onALabelAboveTheClasses_isRefused() {
        Dataset ten = new Dataset() {
            @Override
            public String name() {
                return "eleven";
            }

            @Override
            public int size() {
                return 2;
            }

            @Override
            public ImageShape shape() {
                return ImageShape.MNIST;
            }

            @Override
            public int classes() {
                return 10;
            }

            @Override
            public int label(int index) {
                return 9 + index;
            }

            @Override
            public byte[] image(int index) {
                return new byte[784];
            }
        };
        assertThatThrownBy(() -> Classifier.train(ten, new Seed(0), Device.CPU))
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
            assertThat(ofAll.probabilities().shape()).containsExactly(1_100, 10);
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

    /** The extension for tests counts the open tensors at the end. */
    @Test
    void classify_thatFails_leavesNoTensors() {
        assertThatThrownBy(() -> classifier.classify(SyntheticImages.unreadable(3)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void classify_afterTheClose_isRefused() {
        Classifier closed = Classifier.untrained(ImageShape.MNIST, new Seed(0), Device.CPU);
        closed.close();
        assertThatThrownBy(() -> closed.classify(new float[784]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("classify: the classifier is closed");
    }

    @Test
    void classify_withoutAScope_returnsTensorsOfTheCaller() {
        Classifier.Output output = classifier.classify(test.limit(2));
        try (Tensor features = output.features();
                Tensor probabilities = output.probabilities()) {
            assertThat(features.shape()).containsExactly(2, Classifier.FEATURES);
            assertThat(probabilities.shape()).containsExactly(2, 10);
        }
    }

    @Test
    void classify_ofIncompleteImages_isRefused() {
        for (int pixels : new int[] {0, 783, 785}) {
            assertThatThrownBy(() -> classifier.classify(new float[pixels]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "classifier: " + pixels + " values, expected one or more times 784, for images of 1x28x28");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 47})
    void classifier_hasTheClassesOfItsTrainingImages(int classes) {
        byte[] labels = new byte[300];
        byte[] pixels = new byte[300 * 784];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % classes);
            System.arraycopy(training.image(i), 0, pixels, i * 784, 784);
        }
        Dataset images = Dataset.of("classes", ImageShape.MNIST, pixels, labels);
        try (var scope = TensorScope.open();
                Classifier trained = Classifier.train(images, new Seed(0), Device.CPU)) {
            Classifier.Output output = trained.classify(images);

            assertThat(trained.classes()).isEqualTo(classes);
            assertThat(output.probabilities().shape()).containsExactly(300, classes);
            double[] probabilities = output.probabilities().toDoubleArray();
            for (int i = 0; i < 300; i++) {
                assertThat(Arrays.stream(probabilities, i * classes, (i + 1) * classes)
                                .sum())
                        .isCloseTo(1, within(1e-6));
            }
            assertThat(output.accuracy(images)).isGreaterThan(1.0 / classes);
            assertThat(trained.fingerprint()).isNotEqualTo(classifier.fingerprint());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3x32x32", "1x48x64"})
    void classifier_hasTheShapeOfItsTrainingImages(String text) throws DataException {
        ImageShape shape = ImageShape.parse(text);
        Dataset images = Datasets.open(
                DatasetName.SYNTHETIC, Split.TRAIN, 200, DataOptions.defaults().withSyntheticShape(shape));
        try (var scope = TensorScope.open();
                Classifier trained = Classifier.train(images, new Seed(0), Device.CPU)) {
            assertThat(trained.shape()).isEqualTo(shape);
            assertThat(trained.classify(images).features().shape()).containsExactly(200, Classifier.FEATURES);
            assertThat(trained.classify(images.scaled(0, 3)).features().shape())
                    .containsExactly(3, Classifier.FEATURES);
            assertThatThrownBy(() -> trained.classify(test))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("classifier: the images of synthetic are 1x28x28, expected " + shape);
            assertThatThrownBy(() -> trained.classify(new float[784]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("classifier: 784 values, expected one or more times " + shape.numel()
                            + ", for images of " + shape);
        }
    }

    @Test
    void untrained_hasRandomFeaturesOfTheSeed() {
        try (var scope = TensorScope.open();
                Classifier one = Classifier.untrained(ImageShape.MNIST, new Seed(1), Device.CPU);
                Classifier same = Classifier.untrained(ImageShape.MNIST, new Seed(1), Device.CPU);
                Classifier other = Classifier.untrained(ImageShape.MNIST, new Seed(2), Device.CPU)) {
            assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
            assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
            assertThat(one.classify(test.limit(5)).features().shape()).containsExactly(5, Classifier.FEATURES);
        }
    }
}
