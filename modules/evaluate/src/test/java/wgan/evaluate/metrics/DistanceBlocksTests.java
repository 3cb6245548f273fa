package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class DistanceBlocksTests {

    /** 1,100 × 4,200 distances in three rows of three blocks. */
    @Test
    void forEachRow_boundsEachDistanceOnceAndClosely() {
        var random = new RandomTensors(new Random(1), DType.F32, Device.CPU);
        try (var scope = TensorScope.open()) {
            var a = new FeatureRows(random.normal(1_100, 9));
            var b = new FeatureRows(random.normal(4_200, 9).add(1));
            AtomicIntegerArray next = new AtomicIntegerArray(a.size());
            DistanceBlocks.forEachRow(a, b, (row, firstColumn, values, from, count, offset) -> {
                assertThat(next.getAndAdd(row, count)).as("row %d", row).isEqualTo(firstColumn);
                for (int i = 0; i < count; i++) {
                    double exact = a.squaredDistance(row, b, firstColumn + i);
                    double bound = values[from + i] + offset;
                    if (bound > exact || bound < exact - 1e-3) {
                        throw new AssertionError("row " + row + ", column " + (firstColumn + i) + ": bound is " + bound
                                + " for the squared distance " + exact);
                    }
                }
            });
            for (int row = 0; row < a.size(); row++) {
                assertThat(next.get(row)).isEqualTo(b.size());
            }
        }
    }

    @Test
    void forEachRow_ofNumbersWhoseSquaresAreNoFloats_hasNoBound() {
        try (Tensor large = Tensor.of(new float[] {1e25f, -1e25f}, 2, 1)) {
            var rows = new FeatureRows(large);
            DistanceBlocks.forEachRow(
                    rows,
                    rows,
                    (row, firstColumn, values, from, count, offset) ->
                            assertThat(offset).isEqualTo(Double.NEGATIVE_INFINITY));
        }
    }
}
