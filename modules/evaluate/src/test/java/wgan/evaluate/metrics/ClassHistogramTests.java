package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.torch.Tensor;

class ClassHistogramTests {

    @Test
    void of_countsTheMostProbableClass_theFirstOfEqualOnes() {
        double[] probabilities = {0.1, 0.7, 0.2, 0.4, 0.2, 0.4, 0, 0, 1, 0.3, 0.3, 0.4};
        try (Tensor tensor = Tensor.of(probabilities, 4, 3)) {
            assertThat(ClassHistogram.of(tensor).counts()).containsExactly(1, 1, 2);
        }
    }

    @Test
    void ofLabels_countsThem() {
        byte[] labels = {2, 0, 2, 2};
        Dataset images = Dataset.of("images", ImageShape.MNIST, new byte[4 * ImageShape.MNIST.numel()], labels);
        assertThat(ClassHistogram.ofLabels(images).counts()).containsExactly(1, 0, 3);
    }

    @Test
    void entropy_isThatOfTheFrequencies() {
        assertThat(new ClassHistogram(Collections.nCopies(10, 7)).entropyBits().value())
                .isCloseTo(3.3219, within(1e-4));
        assertThat(new ClassHistogram(List.of(0, 0, 5)).entropyBits().value()).isZero();
        assertThat(new ClassHistogram(List.of(1, 1, 0)).entropyBits().value()).isCloseTo(1, within(1e-15));
        assertThat(new ClassHistogram(List.of(1, 3)).entropyBits().value())
                .isCloseTo(2 - 0.75 * Math.log(3) / Math.log(2), within(1e-15));
        assertThat(new ClassHistogram(List.of(0, 0)).entropyBits().value()).isZero();
    }

    /** The standard deviation over images that are drawn again is known from many of them. */
    @Test
    void standardErrorOfTheEntropy_isThatOfRepeatedDraws() {
        Random random = new Random(8);
        double[] values = new double[500];
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            Integer[] counts = {0, 0, 0};
            for (int image = 0; image < 400; image++) {
                double draw = random.nextDouble();
                counts[draw < 0.6 ? 0 : draw < 0.9 ? 1 : 2]++;
            }
            Estimate entropy = new ClassHistogram(List.of(counts)).entropyBits();
            values[i] = entropy.value();
            error += entropy.standardError() / values.length;
        }
        assertThat(error / Estimate.standardDeviation(values)).isBetween(0.85, 1.15);
        assertThat(new ClassHistogram(List.of(5, 5)).entropyBits().standardError())
                .isZero();
    }
}
