package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import wgan.testing.OnEachDevice;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class KernelDistanceTests {
    private static final RandomTensors RANDOM = new RandomTensors(new Random(7), DType.F64, Device.CPU);

    /** Two rows of two numbers each, so that there is one part. */
    @OnEachDevice
    void ofTwoRows_isComputedByHand(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 0, 0, 1}, 2, 2).to(device); // k of both: (0 / 2 + 1)³ = 1
            Tensor y = Tensor.of(new float[] {2, 0, 2, 2}, 2, 2).to(device); // k of both: (4 / 2 + 1)³ = 27
            // k of each pair: (2 / 2 + 1)³ = 8, 8, (0 + 1)³ = 1, 8
            Estimate distance = KernelDistance.between(x, y);
            assertThat(distance.value()).isCloseTo(1 + 27 - 2 * (8 + 8 + 1 + 8) / 4.0, within(1e-12));
            assertThat(distance.standardError()).isNaN();
        }
    }

    @Test
    void ofOneDistribution_hasTheMeanZero() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            try (var scope = TensorScope.open()) {
                values[i] = KernelDistance.between(RANDOM.normal(60, 5), RANDOM.normal(60, 5))
                        .value();
            }
        }
        Estimate mean = Estimate.ofMean(values);
        assertThat(mean.low()).isNegative();
        assertThat(mean.high()).isPositive();
    }

    /** The standard deviation over sets that are drawn again is known from many of them. */
    @Test
    void standardError_isThatOfRepeatedDraws() {
        double[] values = new double[300];
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            try (var scope = TensorScope.open()) {
                Estimate distance = KernelDistance.between(
                        RANDOM.normal(200, 5), RANDOM.normal(200, 5).add(0.5));
                values[i] = distance.value();
                error += distance.standardError() / values.length;
            }
        }
        assertThat(error / Estimate.standardDeviation(values)).isBetween(0.8, 1.2);
    }

    @Test
    void ofADistantSet_isLarge() {
        try (var scope = TensorScope.open()) {
            Estimate near = KernelDistance.between(RANDOM.normal(100, 5), RANDOM.normal(100, 5));
            Estimate far = KernelDistance.between(
                    RANDOM.normal(100, 5), RANDOM.normal(100, 5).add(3));
            assertThat(far.low()).isGreaterThan(near.high());
        }
    }

    @Test
    void ofOtherShapes_isRefused() {
        try (var scope = TensorScope.open()) {
            Tensor x = RANDOM.normal(4, 3);
            assertThatThrownBy(() -> KernelDistance.between(x, RANDOM.normal(1, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "kernel distance: features are f64 (1, 3), expected a row for each of at least 2 images");
            assertThatThrownBy(() -> KernelDistance.between(x, RANDOM.normal(4, 2)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
