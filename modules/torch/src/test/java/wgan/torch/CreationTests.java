package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;

@ExtendWith(LiveTensors.class)
class CreationTests {
    @ParameterizedTest
    @EnumSource
    void tensors_haveTheTypeAndElementsAskedFor(DType dtype) {
        try (var scope = TensorScope.open()) {
            Tensor zeros = Creation.zeros(dtype, Device.CPU, 2, 3);
            Tensor ones = Creation.full(1, dtype, Device.CPU, 2, 3);
            assertThat(zeros.dtype()).isEqualTo(dtype);
            assertThat(ones.dtype()).isEqualTo(dtype);
            assertThat(Elements.toDoubles(zeros)).hasSize(6).containsOnly(0);
            assertThat(Elements.toDoubles(ones)).hasSize(6).containsOnly(1);
        }
    }

    @OnEachDevice
    void fullLike_takesShapeTypeAndDevice(Device device) {
        try (Tensor model = Creation.zeros(DType.F64, device, 2, 1);
                Tensor like = Creation.fullLike(model, 0.1)) {
            assertThat(like.device()).isEqualTo(device);
            assertThat(like.shape()).containsExactly(2, 1);
            assertThat(Elements.toDoubles(like)).containsExactly(0.1, 0.1);
        }
    }

    @Test
    void emptyShape_isANumber() {
        try (Tensor number = Creation.of(new double[] {0.1})) {
            assertThat(number.rank()).isZero();
            assertThat(number.item()).isEqualTo(0.1);
        }
    }

    @Test
    void of_tooFewOrTooManyElements_isRefused_andLeavesNothing() {
        assertThatThrownBy(() -> Creation.of(new float[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("set: 3 elements for f32 (2), expected 2");
        assertThatThrownBy(() -> Creation.of(new double[3], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("set: 3 elements for f64 (2, 2), expected 4");
        assertThatThrownBy(() -> Creation.of(new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("set: 0 elements for i64 (), expected 1");
    }

    @Test
    void impossibleShapes_areRefused() {
        assertThatThrownBy(() -> Creation.zeros(DType.F32, Device.CPU, 2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape is (2, -1), expected sizes of 0 or more");
        assertThatThrownBy(() -> Creation.zeros(DType.F32, Device.CPU, 1L << 32, 1L << 31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape is (4294967296, 2147483648), expected fewer elements than 2^63");
    }

    @Test
    void shapesBeyondAllMemory_areRefusedByLibtorch() {
        for (long size : new long[] {1L << 50, 1L << 62}) {
            assertThatThrownBy(() -> Creation.zeros(DType.F32, Device.CPU, size))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("empty(f32 (" + size + ") on cpu): ")
                    .message()
                    .hasLineCount(1);
        }
    }
}
