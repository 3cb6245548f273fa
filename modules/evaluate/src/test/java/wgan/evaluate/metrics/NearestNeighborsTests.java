package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wgan.torch.Tensor;

/** Compares with all distances, computed and sorted in double precision. */
class NearestNeighborsTests {
    private static final int WIDTH = 6;

    private final Random random = new Random(5);

    /** More than one block in each direction. */
    @Test
    void of_randomRows_isTheDefinition() {
        requireDefinition(normal(600, 1, 0), normal(2_300, 1, 0), 3);
    }

    @Test
    void of_rowsFarFromTheOrigin_isTheDefinition() {
        requireDefinition(normal(100, 1e-3, 5_000), normal(300, 1e-3, 5_000), 4);
    }

    /** f32 cannot distinguish them. */
    @Test
    void of_rowsThatDifferByLessThanAFloat_isTheDefinition() {
        requireDefinition(normal(50, 1e-12, 1), normal(200, 1e-12, 1), 4);
    }

    @Test
    void of_veryLargeAndVerySmallNumbers_isTheDefinition() {
        requireDefinition(normal(50, 1e25, 0), normal(200, 1e25, 0), 2);
        requireDefinition(normal(50, 1e-25, 0), normal(200, 1e-25, 0), 2);
    }

    /** An outlier makes the bounds of all others useless, but not wrong. */
    @Test
    void of_anOutlier_isTheDefinition() {
        double[][] rows = normal(200, 1, 0);
        rows[77][2] = 1e9;
        requireDefinition(normal(50, 1, 0), rows, 2);
    }

    @Test
    void of_duplicates_takesTheFirst() {
        double[][] three = normal(3, 1, 0);
        double[][] rows =
                IntStream.range(0, 2_500).mapToObj(i -> three[i * i % 3]).toArray(double[][]::new);
        requireDefinition(three, rows, 5);
    }

    @Test
    void others_excludesOnlyTheRowItself() {
        double[][] rows = normal(700, 1, 0);
        rows[650] = rows[3];
        try (Tensor features = tensor(rows)) {
            NearestNeighbors neighbors = NearestNeighbors.others(new FeatureRows(features), 2);
            for (int row = 0; row < rows.length; row++) {
                requireRow(neighbors, row, rows, rows, row, 2);
            }
            assertThat(neighbors.index(3, 0)).isEqualTo(650);
            assertThat(neighbors.squaredDistance(3, 0)).isZero();
            assertThat(neighbors.index(650, 0)).isEqualTo(3);
        }
    }

    private static void requireDefinition(double[][] rows, double[][] among, int k) {
        try (Tensor a = tensor(rows);
                Tensor b = tensor(among)) {
            NearestNeighbors neighbors = NearestNeighbors.of(new FeatureRows(a), new FeatureRows(b), k);
            for (int row = 0; row < rows.length; row++) {
                requireRow(neighbors, row, rows, among, -1, k);
            }
        }
    }

    private static void requireRow(
            NearestNeighbors neighbors, int row, double[][] rows, double[][] among, int excluded, int k) {
        List<Integer> nearest = IntStream.range(0, among.length)
                .filter(column -> column != excluded)
                .boxed()
                .sorted(Comparator.comparingDouble(column -> squaredDistance(rows[row], among[column])))
                .limit(k)
                .toList();
        for (int rank = 0; rank < k; rank++) {
            double expected = squaredDistance(rows[row], among[nearest.get(rank)]);
            assertThat(neighbors.index(row, rank)).isEqualTo(nearest.get(rank));
            assertThat(neighbors.squaredDistance(row, rank)).isCloseTo(expected, within(1e-14 * expected));
        }
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private double[][] normal(int count, double deviation, double mean) {
        double[][] rows = new double[count][WIDTH];
        for (double[] row : rows) {
            for (int i = 0; i < WIDTH; i++) {
                row[i] = random.nextGaussian(mean, deviation);
            }
        }
        return rows;
    }

    private static Tensor tensor(double[][] rows) {
        double[] values = IntStream.range(0, rows.length * WIDTH)
                .mapToDouble(i -> rows[i / WIDTH][i % WIDTH])
                .toArray();
        return Tensor.of(values, rows.length, WIDTH);
    }
}
