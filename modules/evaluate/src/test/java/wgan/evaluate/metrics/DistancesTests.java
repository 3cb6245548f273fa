package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wgan.torch.Tensor;

class DistancesTests {

    @Test
    void forEachRow_passesEachRowInOrder() {
        try (Tensor a = Tensor.of(new double[] {0, 0, 3, 4, 1, 0}, 3, 2);
                Tensor b = Tensor.of(new double[] {0, 0, 0, 4}, 2, 2)) {
            List<String> seen = new ArrayList<>();
            Distances.forEachRow(a, b, (row, distances) -> seen.add(row + ": " + distances[0] + " " + distances[1]));
            assertThat(seen).containsExactly("0: 0.0 4.0", "1: 5.0 3.0", "2: 1.0 " + (float) Math.sqrt(17));
        }
    }

    /** Ten million distances, of which four million are in memory at once. */
    @Test
    void forEachRow_ofMoreThanABlock_isTheSame() {
        int rows = 2_500;
        int columns = 4_000;
        try (Tensor a = Tensor.of(numbers(rows), rows, 1);
                Tensor b = Tensor.of(numbers(columns), columns, 1)) {
            int[] seen = {0};
            Distances.forEachRow(a, b, (row, distances) -> {
                assertThat(row).isEqualTo(seen[0]++);
                assertThat(distances).hasSize(columns);
                for (int column = 0; column < columns; column += 501) {
                    assertThat(Math.round(distances[column])).isEqualTo(Math.abs(row - column));
                }
            });
            assertThat(seen[0]).isEqualTo(rows);
        }
    }

    /** 0, 1, 2 … */
    private static double[] numbers(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
