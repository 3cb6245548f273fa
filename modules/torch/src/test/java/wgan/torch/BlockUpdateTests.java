package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;

@ExtendWith(LiveTensors.class)
class BlockUpdateTests {

    /** Of no block and of one, a whole number of them and one more or less, several stretches. */
    private static final int[] COUNTS = {0, 1, 2047, 2048, 2049, 131_072, 131_073, 500_000};

    private final Random random = new Random(17);

    @Test
    void apply_reachesEveryElementOnce() {
        for (int count : COUNTS) {
            float[] x = numbers(count);
            float[] y = numbers(count);
            try (var scope = TensorScope.open()) {
                Tensor changed = Creation.of(x, count);
                Tensor read = Creation.of(y, count);

                BlockUpdate.apply(List.of(changed), List.of(read), (blocks, length) -> {
                    for (int i = 0; i < length; i++) {
                        blocks[0][i] += 2 * blocks[1][i];
                    }
                });

                for (int i = 0; i < count; i++) {
                    x[i] += 2 * y[i];
                }
                assertThat(Elements.toFloats(changed)).isEqualTo(x);
                assertThat(Elements.toFloats(read)).isEqualTo(y);
            }
        }
    }

    @Test
    void apply_refusesOtherTensors() {
        try (var scope = TensorScope.open()) {
            Tensor three = Creation.zeros(DType.F32, Device.CPU, 3);
            Tensor four = Creation.zeros(DType.F32, Device.CPU, 4);
            Tensor doubles = Creation.zeros(DType.F64, Device.CPU, 3);
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(three), List.of(four), (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "block update: a tensor is f32 (4), expected contiguous f32 with 3 elements on the CPU");
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(doubles), List.of(), (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void apply_passesOnWhatTheKernelThrows() {
        try (Tensor tensor = Creation.zeros(DType.F32, Device.CPU, 500_000)) {
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(tensor), List.of(), (blocks, length) -> {
                        throw new IllegalStateException("stop");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
