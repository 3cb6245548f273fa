package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wgan.testing.OnEachDevice;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class PrecisionRecallDensityCoverageTests {

    /** Real balls: 0 ± 1, 1 ± 1, 3 ± 2. Generated balls: 0.5 ± 9.5, 10 ± 1, 11 ± 1. */
    @OnEachDevice
    void ofPointsOnALine_isComputedByHand(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor real = Tensor.of(new float[] {0, 1, 3}, 3, 1).to(device);
            Tensor generated = Tensor.of(new float[] {0.5f, 10, 11}, 3, 1).to(device);

            PrecisionRecallDensityCoverage result = PrecisionRecallDensityCoverage.of(Manifold.of(real, 1), generated);

            assertThat(result.precision().value()).isEqualTo(1.0 / 3); // 0.5 only
            assertThat(result.recall().value()).isEqualTo(1); // all in the wide ball about 0.5
            assertThat(result.density().value()).isEqualTo(2.0 / 3); // 0.5 is in those of 0 and 1
            assertThat(result.coverage().value()).isEqualTo(2.0 / 3); // those of 0 and 1, not that of 3
        }
    }

    /** Real balls reach to the second neighbor: 0 ± 2, 1 ± 1, 2 ± 2, 5 ± 4. Generated: 2 ± 7, 3 ± 6, 9 ± 7. */
    @Test
    void ofTheSecondNeighbor_isComputedByHand_withPointsOnTheEdge() {
        try (var scope = TensorScope.open()) {
            Tensor real = Tensor.of(new float[] {0, 1, 2, 5}, 4, 1);
            Tensor generated = Tensor.of(new float[] {2, 3, 9}, 3, 1);

            PrecisionRecallDensityCoverage result = PrecisionRecallDensityCoverage.of(Manifold.of(real, 2), generated);

            assertThat(result.precision().value()).isEqualTo(1); // 9 is on the edge of 5 ± 4
            assertThat(result.recall().value()).isEqualTo(1);
            assertThat(result.density().value())
                    .isEqualTo((4 + 2 + 1) / (2.0 * 3)); // 2 is in all four, 3 in those of 2 and 5
            assertThat(result.coverage().value()).isEqualTo(1);
        }
    }

    @Test
    void ofRandomPoints_isTheDefinition() {
        Random random = new Random(11);
        for (int trial = 0; trial < 20; trial++) {
            double[][] real = points(random, 8 + random.nextInt(40), 0);
            double[][] generated = points(random, 8 + random.nextInt(40), 0.7);
            int k = 1 + random.nextInt(6);
            try (Tensor x = tensor(real);
                    Tensor y = tensor(generated)) {
                assertThat(values(PrecisionRecallDensityCoverage.of(Manifold.of(x, k), y)))
                        .as("trial %d", trial)
                        .containsExactly(byDefinition(real, generated, k));
            }
        }
    }

    /** More than one block of distances, and distances of 0: within each set and between them. */
    @Test
    void ofCopies_isTheDefinition() {
        Random random = new Random(12);
        double[][] real = points(random, 700, 0);
        double[][] generated = points(random, 2_200, 0.7);
        for (int i = 0; i < 300; i++) {
            real[2 * i + 1] = real[2 * i];
            generated[7 * i] = real[2 * i];
            generated[7 * i + 1] = generated[7 * i + 2];
        }
        try (Tensor x = tensor(real);
                Tensor y = tensor(generated)) {
            assertThat(values(PrecisionRecallDensityCoverage.of(x, y)))
                    .containsExactly(byDefinition(real, generated, 5));
        }
    }

    @Test
    void manifold_ofStoredRadii_isTheSame() {
        Random random = new Random(13);
        try (Tensor real = tensor(points(random, 50, 0));
                Tensor generated = tensor(points(random, 50, 0.5))) {
            Manifold computed = Manifold.of(real, 3);
            Manifold stored = Manifold.of(real, 3, computed.squaredRadii());
            assertThat(PrecisionRecallDensityCoverage.of(stored, generated))
                    .isEqualTo(PrecisionRecallDensityCoverage.of(computed, generated));
            assertThatThrownBy(() -> Manifold.of(real, 3, new double[49]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("manifold: 49 radii for features f64 (50, 2), expected one for each row");
        }
    }

    /** Large sets of one distribution: a density of 1 and, by Naeem et al., a coverage of 1 - 2⁻⁵. */
    @Test
    void ofOneDistribution_isAsExpectedOfAPerfectGenerator() {
        var random = new RandomTensors(new Random(2), DType.F32, Device.CPU);
        try (Tensor real = random.normal(2_000, 4);
                Tensor generated = random.normal(2_000, 4)) {
            PrecisionRecallDensityCoverage result = PrecisionRecallDensityCoverage.of(real, generated);
            assertThat(result.density().value()).isCloseTo(1, within(0.05));
            assertThat(result.coverage().value()).isCloseTo(1 - 1.0 / 32, within(0.02));
            assertThat(result.precision().value()).isGreaterThan(0.9);
            assertThat(result.recall().value()).isGreaterThan(0.9);
        }
    }

    /**
     * The values of the authors' implementation for 10,000 real and 10,000 generated vectors from a normal distribution in 1,000
     * dimensions, with k = 5 (Naeem et al. 2020, the example of the published package). They are those of one draw. With other draws the
     * same implementation has 0.45 to 0.49, 0.47 to 0.49, 0.83 to 1.07 and 0.95 to 0.98, because in so many dimensions a few vectors are
     * among the neighbors of many.
     */
    @Test
    void ofNormalVectorsInAThousandDimensions_areThePublishedOnes() {
        var random = new RandomTensors(new Random(5), DType.F32, Device.CPU);
        try (Tensor real = random.normal(10_000, 1_000);
                Tensor generated = random.normal(10_000, 1_000)) {
            PrecisionRecallDensityCoverage result = PrecisionRecallDensityCoverage.of(real, generated);
            assertThat(result.precision().value()).isCloseTo(0.477, within(0.03));
            assertThat(result.recall().value()).isCloseTo(0.471, within(0.03));
            assertThat(result.density().value()).isCloseTo(1.056, within(0.15));
            assertThat(result.coverage().value()).isCloseTo(0.974, within(0.02));
        }
    }

    /** The standard deviation over sets that are drawn again is known from many of them. */
    @Test
    void standardErrors_areThoseOfRepeatedDraws() {
        int repetitions = 200;
        double[][] values = new double[4][repetitions];
        double[] errors = new double[4];
        var random = new RandomTensors(new Random(6), DType.F32, Device.CPU);
        for (int i = 0; i < repetitions; i++) {
            try (var scope = TensorScope.open()) {
                Tensor real = random.normal(300, 3);
                Tensor generated = random.normal(300, 3).mul(0.8).add(0.7);
                PrecisionRecallDensityCoverage result = PrecisionRecallDensityCoverage.of(real, generated);
                List<Estimate> estimates =
                        List.of(result.precision(), result.recall(), result.density(), result.coverage());
                for (int metric = 0; metric < 4; metric++) {
                    values[metric][i] = estimates.get(metric).value();
                    errors[metric] += estimates.get(metric).standardError() / repetitions;
                }
            }
        }
        for (int metric = 0; metric < 4; metric++) {
            assertThat(errors[metric] / Estimate.standardDeviation(values[metric]))
                    .as("metric %d", metric)
                    .isBetween(0.9, 2.0);
        }
    }

    @Test
    void ofOneRepeatedImage_coversAlmostNothing() {
        var random = new RandomTensors(new Random(3), DType.F32, Device.CPU);
        try (Tensor real = random.normal(500, 4);
                Tensor generated = Tensor.zeros(DType.F32, Device.CPU, 500, 4)) {
            PrecisionRecallDensityCoverage result = PrecisionRecallDensityCoverage.of(real, generated);
            assertThat(result.precision().value()).isEqualTo(1);
            assertThat(result.recall().value()).isZero();
            assertThat(result.coverage().value()).isLessThan(0.1);
        }
    }

    @Test
    void ofFarImages_isNone() {
        var random = new RandomTensors(new Random(4), DType.F32, Device.CPU);
        try (Tensor real = random.normal(100, 4);
                Tensor near = random.normal(100, 4);
                Tensor far = near.add(1_000)) {
            assertThat(values(PrecisionRecallDensityCoverage.of(real, far))).containsOnly(0);
        }
    }

    @Test
    void ofTooFewImages_isRefused() {
        try (Tensor five = Tensor.zeros(DType.F32, Device.CPU, 5, 2);
                Tensor six = Tensor.zeros(DType.F32, Device.CPU, 6, 2);
                Tensor wide = Tensor.zeros(DType.F32, Device.CPU, 6, 3)) {
            assertThatThrownBy(() -> PrecisionRecallDensityCoverage.of(six, five))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "precision, recall, density and coverage: features are f32 (5, 2), expected a row for each of at least 6 images");
            assertThatThrownBy(() -> PrecisionRecallDensityCoverage.of(six, wide))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void manifoldOfNoNeighbor_isRefused() {
        try (Tensor features = Tensor.zeros(DType.F32, Device.CPU, 6, 2)) {
            assertThatThrownBy(() -> Manifold.of(features, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("manifold: k is 0, expected 1 or more");
        }
    }

    private static double[] byDefinition(double[][] real, double[][] generated, int k) {
        double[] realRadii = radii(real, k);
        double[] generatedRadii = radii(generated, k);
        long precise = IntStream.range(0, generated.length)
                .filter(j ->
                        IntStream.range(0, real.length).anyMatch(i -> distance(real[i], generated[j]) <= realRadii[i]))
                .count();
        long recalled = IntStream.range(0, real.length)
                .filter(i -> IntStream.range(0, generated.length)
                        .anyMatch(j -> distance(real[i], generated[j]) <= generatedRadii[j]))
                .count();
        long[] inside = IntStream.range(0, real.length)
                .mapToLong(i -> Arrays.stream(generated)
                        .filter(y -> distance(real[i], y) <= realRadii[i])
                        .count())
                .toArray();
        double covered = Arrays.stream(inside).filter(count -> count > 0).count();
        return new double[] {
            precise / (double) generated.length,
            recalled / (double) real.length,
            Arrays.stream(inside).sum() / (k * (double) generated.length),
            covered / real.length
        };
    }

    private static double[] values(PrecisionRecallDensityCoverage result) {
        return Stream.of(result.precision(), result.recall(), result.density(), result.coverage())
                .mapToDouble(Estimate::value)
                .toArray();
    }

    private static double[] radii(double[][] set, int k) {
        // The first of the sorted distances is the point's own, 0.
        return Arrays.stream(set)
                .mapToDouble(point -> Arrays.stream(set)
                        .mapToDouble(other -> distance(point, other))
                        .sorted()
                        .toArray()[k])
                .toArray();
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    private static double[][] points(Random random, int count, double shift) {
        double[][] points = new double[count][2];
        for (double[] point : points) {
            point[0] = random.nextGaussian() + shift;
            point[1] = random.nextGaussian();
        }
        return points;
    }

    private static Tensor tensor(double[][] points) {
        return Tensor.of(Arrays.stream(points).flatMapToDouble(Arrays::stream).toArray(), points.length, 2);
    }
}
