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

                BlockUpdate.apply(List.of(changed), List.of(read), null, (blocks, length) -> {
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
    void apply_roundsAsLibtorchDoes() {
        float[] x = numbers(10_000);
        for (int i = 0; i < 5_000; i++) {
            x[i] = Float.intBitsToFloat(random.nextInt());
        }
        x[0] = Float.POSITIVE_INFINITY;
        x[1] = -0f;
        x[2] = Float.intBitsToFloat(0x3f808000); // in the middle, even below
        x[3] = Float.intBitsToFloat(0x3f818000); // in the middle, even above
        x[4] = Float.MAX_VALUE;
        for (int i = 0; i < x.length; i++) {
            x[i] = Float.isNaN(x[i]) ? 1 : x[i];
        }
        try (var scope = TensorScope.open()) {
            Tensor changed = Creation.of(x, x.length);
            Tensor rounded = Creation.zeros(DType.BF16, Device.CPU, x.length);

            BlockUpdate.apply(List.of(changed), List.of(), rounded, (blocks, length) -> {});

            assertThat(Elements.toBytes(rounded)).isEqualTo(Elements.toBytes(Conversion.to(changed, DType.BF16)));
        }
    }

    @Test
    void apply_keepsWhatIsNoNumber() {
        try (var scope = TensorScope.open()) {
            Tensor changed = Creation.full(Double.NaN, DType.F32, Device.CPU, 3);
            Tensor rounded = Creation.zeros(DType.BF16, Device.CPU, 3);

            BlockUpdate.apply(List.of(changed), List.of(), rounded, (blocks, length) -> {});

            assertThat(Elements.toFloats(rounded)).containsOnly(Float.NaN);
        }
    }

    @Test
    void apply_refusesOtherTensors() {
        try (var scope = TensorScope.open()) {
            Tensor three = Creation.zeros(DType.F32, Device.CPU, 3);
            Tensor four = Creation.zeros(DType.F32, Device.CPU, 4);
            Tensor doubles = Creation.zeros(DType.F64, Device.CPU, 3);
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(three), List.of(four), null, (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "block update: a tensor is f32 (4), expected contiguous f32 with 3 elements on the CPU");
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(doubles), List.of(), null, (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(three), List.of(), three, (blocks, length) -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void apply_passesOnWhatTheKernelThrows() {
        try (Tensor tensor = Creation.zeros(DType.F32, Device.CPU, 500_000)) {
            assertThatThrownBy(() -> BlockUpdate.apply(List.of(tensor), List.of(), null, (blocks, length) -> {
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
