package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import wgan.evaluate.metrics.FrechetDistance.Gaussian;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class FrechetDistanceTests {

    private static final RandomTensors RANDOM = new RandomTensors(new Random(7), DType.F64, Device.CPU);

    @OnEachDevice
    void ofEqualSets_isZero(Device device) {
        var random = new RandomTensors(new Random(1), DType.F32, device);
        try (var scope = TensorScope.open()) {
            Tensor x = random.normal(50, 8);
            assertThat(FrechetDistance.between(x, x)).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void ofAShiftedSet_isTheSquareOfTheShift() {
        try (var scope = TensorScope.open()) {
            Tensor x = RANDOM.normal(50, 3);
            Tensor shifted = x.add(Tensor.of(new double[] {1, -2, 0.5}, 3));
            assertThat(FrechetDistance.between(x, shifted)).isCloseTo(1 + 4 + 0.25, within(1e-12));
        }
    }

    /** With one feature it is (μ₁ - μ₂)² + (σ₁ - σ₂)². */
    @Test
    void ofSingleNumbers_isComputedByHand() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 3}, 2, 1); // mean 2, variance 2
            Tensor y = Tensor.of(new float[] {2, 5, 8}, 3, 1); // mean 5, variance 9
            assertThat(FrechetDistance.between(x, y))
                    .isCloseTo(9 + (3 - Math.sqrt(2)) * (3 - Math.sqrt(2)), within(1e-12));
        }
    }

    @Test
    void ofDiagonalCovariances_isTheSumOfEachColumns() {
        try (var scope = TensorScope.open()) {
            var first = gaussian(new double[] {0, 0, 0}, new double[] {4, 0, 0, 0, 9, 0, 0, 0, 0});
            var second = gaussian(new double[] {0, 1, 2}, new double[] {1, 0, 0, 0, 16, 0, 0, 0, 25});
            assertThat(FrechetDistance.between(first, second)).isCloseTo(5 + 1 + 1 + 25, within(1e-12));
        }
    }

    /** Of 2 × 2 matrices tr (Σ₁ Σ₂)^½ = √(tr Σ₁ Σ₂ + 2 √(det Σ₁ det Σ₂)), also where they do not commute. */
    @Test
    void ofTwoByTwoCovariances_isTheClosedForm() {
        try (var scope = TensorScope.open()) {
            var first = gaussian(new double[] {0, 0}, new double[] {2, 1, 1, 3}); // determinant 5
            var second = gaussian(new double[] {0, 0}, new double[] {4, -1, -1, 1}); // determinant 3
            double traceOfProduct = 2 * 4 - 1 - 1 + 3 * 1;
            assertThat(FrechetDistance.between(first, second))
                    .isCloseTo(5 + 5 - 2 * Math.sqrt(traceOfProduct + 2 * Math.sqrt(15)), within(1e-12));
        }
    }

    /** The other way to the trace: the roots of the eigenvalues of the product itself. */
    @Test
    void ofCorrelatedSets_agreesWithTheOracle() {
        for (int trial = 0; trial < 5; trial++) {
            try (var scope = TensorScope.open();
                    Oracle oracle = Oracle.open()) {
                int columns = 2 + 5 * trial;
                Tensor x = correlated(100, columns);
                Tensor y = correlated(80, columns).add(0.3);
                var a = oracle.constant(x);
                var b = oracle.constant(y);
                var ofA = torch.cov(a.t());
                var ofB = torch.cov(b.t());
                var shift = torch.mean(a, 0).sub(torch.mean(b, 0));
                double root = torch.sqrt(torch.real(torch.linalg_eigvals(torch.mm(ofA, ofB))))
                        .sum()
                        .item_double();
                double expected = shift.mul(shift)
                                .sum()
                                .add(torch.trace(ofA))
                                .add(torch.trace(ofB))
                                .item_double()
                        - 2 * root;

                double actual = FrechetDistance.between(x, y);

                assertThat(actual).isCloseTo(expected, within(1e-10 * expected));
                assertThat(FrechetDistance.between(y, x)).isCloseTo(actual, within(1e-12 * actual));
            }
        }
    }

    /** Covariances of low rank, where a root of a product by iteration fails. */
    @Test
    void ofFewerSetsThanColumns_isFinite_andSymmetric() {
        try (var scope = TensorScope.open()) {
            Tensor x = RANDOM.normal(5, 40);
            Tensor y = RANDOM.normal(3, 40);
            double distance = FrechetDistance.between(x, y);
            assertThat(distance).isPositive().isCloseTo(FrechetDistance.between(y, x), within(1e-10));
            assertThat(FrechetDistance.between(x, x)).isCloseTo(0, within(1e-10));
        }
    }

    /** The standard deviation over sets that are drawn again is known from many of them. */
    @Test
    void standardError_isThatOfRepeatedDraws() {
        int repetitions = 300;
        double[] values = new double[repetitions];
        double error = 0;
        for (int i = 0; i < repetitions; i++) {
            try (var scope = TensorScope.open()) {
                Tensor x = RANDOM.normal(200, 4);
                Tensor y = RANDOM.normal(150, 4)
                        .mul(Tensor.of(new double[] {1, 2, 0.5, 1}, 4))
                        .add(0.4);
                Estimate estimate = FrechetDistance.estimate(x, Gaussian.of(x), y, Gaussian.of(y));
                assertThat(estimate.value()).isEqualTo(FrechetDistance.between(x, y));
                values[i] = estimate.value();
                error += estimate.standardError() / repetitions;
            }
        }
        assertThat(error / Estimate.standardDeviation(values)).isBetween(0.85, 1.15);
    }

    /** As if each row were drawn again from the rows: the bootstrap, of which the standard error is the limit. */
    @Test
    void standardError_isThatOfTheBootstrap() {
        try (var scope = TensorScope.open()) {
            Tensor x = correlated(400, 5);
            Tensor y = correlated(300, 5).add(0.3);
            double[] values = new double[300];
            Random random = new Random(3);
            for (int i = 0; i < values.length; i++) {
                try (var resample = TensorScope.open()) {
                    values[i] = FrechetDistance.between(drawnAgain(x, random), drawnAgain(y, random));
                }
            }
            double error = FrechetDistance.estimate(x, Gaussian.of(x), y, Gaussian.of(y))
                    .standardError();
            assertThat(error / Estimate.standardDeviation(values)).isBetween(0.85, 1.15);
        }
    }

    private static Tensor drawnAgain(Tensor x, Random random) {
        long[] rows = random.longs(x.size(0), 0, x.size(0)).toArray();
        return x.indexSelect(0, Tensor.of(rows, rows.length));
    }

    /** Directions without variance, as of features that are always 0, must not become infinite. */
    @Test
    void standardError_ofColumnsOfZeros_isFinite() {
        try (var scope = TensorScope.open()) {
            Tensor x = RANDOM.normal(100, 6).mul(Tensor.of(new double[] {1, 1, 0, 1, 0, 1}, 6));
            Tensor y = RANDOM.normal(100, 6).mul(Tensor.of(new double[] {1, 1, 0, 2, 1, 0}, 6));
            Estimate estimate = FrechetDistance.estimate(x, Gaussian.of(x), y, Gaussian.of(y));
            assertThat(estimate.standardError()).isFinite().isPositive();
            assertThat(FrechetDistance.estimate(x, Gaussian.of(x), x, Gaussian.of(x))
                            .standardError())
                    .isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void ofOtherShapes_isRefused() {
        try (var scope = TensorScope.open()) {
            Tensor x = RANDOM.normal(4, 3);
            assertThatThrownBy(() -> FrechetDistance.between(x, RANDOM.normal(1, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Fréchet distance: features are f64 (1, 3), expected a row for each of at least 2 images");
            assertThatThrownBy(() -> FrechetDistance.between(RANDOM.normal(3), x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("features are f64 (3)");
            assertThatThrownBy(() -> FrechetDistance.between(x, RANDOM.normal(4, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Fréchet distance: features are f64 (4, 3) and f64 (4, 2), expected equally many columns");
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> FrechetDistance.between(x, Tensor.of(new double[] {1, bad}, 2, 1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("Fréchet distance: features f64 (2, 1) contain NaN or infinity; has the"
                                + " training of the generator diverged?");
            }
        }
    }

    private static Gaussian gaussian(double[] mean, double[] covariance) {
        return new Gaussian(Tensor.of(mean, mean.length), Tensor.of(covariance, mean.length, mean.length));
    }

    private static Tensor correlated(long rows, long columns) {
        Tensor mixed = RANDOM.normal(rows, columns).matmul(RANDOM.normal(columns, columns));
        return mixed.reshape(rows, columns);
    }
}
