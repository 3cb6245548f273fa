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
    void factories_setTypeAndElements(DType dtype) {
        try (var scope = TensorScope.open()) {
            Tensor zeros = Tensor.zeros(dtype, Device.CPU, 2, 3);
            Tensor ones = Tensor.ones(dtype, Device.CPU, 2, 3);
            assertThat(zeros.dtype()).isEqualTo(dtype);
            assertThat(ones.dtype()).isEqualTo(dtype);
            assertThat(zeros.toDoubleArray()).hasSize(6).containsOnly(0);
            assertThat(ones.toDoubleArray()).hasSize(6).containsOnly(1);
        }
    }

    @OnEachDevice
    void fullLike_hasTheShapeTypeAndDevice(Device device) {
        try (Tensor model = Tensor.zeros(DType.F64, device, 2, 1);
                Tensor like = model.fullLike(0.1)) {
            assertThat(like.device()).isEqualTo(device);
            assertThat(like.shape()).containsExactly(2, 1);
            assertThat(like.toDoubleArray()).containsExactly(0.1, 0.1);
        }
    }

    @Test
    void zerosLikeAndOnesLike_haveTheirElements() {
        try (var scope = TensorScope.open()) {
            Tensor model = Tensor.full(7, DType.I32, Device.CPU, 2);
            assertThat(model.zerosLike().toLongArray()).containsExactly(0, 0);
            assertThat(model.onesLike().toLongArray()).containsExactly(1, 1);
            assertThat(model.onesLike().dtype()).isEqualTo(DType.I32);
        }
    }

    @Test
    void emptyShape_isZeroDimensional() {
        try (Tensor number = Tensor.of(new double[] {0.1})) {
            assertThat(number.dim()).isZero();
            assertThat(number.item()).isEqualTo(0.1);
        }
    }

    @Test
    void of_tooFewOrTooManyElements_isRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of: 3 elements for shape (2), expected 2");
        assertThatThrownBy(() -> Tensor.of(new double[3], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of: 3 elements for shape (2, 2), expected 4");
        assertThatThrownBy(() -> Tensor.of(new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of: 0 elements for shape (), expected 1");
    }

    @Test
    void impossibleShapes_areRefused() {
        assertThatThrownBy(() -> Tensor.zeros(DType.F32, Device.CPU, 2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape is (2, -1), expected sizes of 0 or more");
        assertThatThrownBy(() -> Tensor.zeros(DType.F32, Device.CPU, 1L << 32, 1L << 31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape is (4294967296, 2147483648), expected fewer elements than 2^63");
        assertThatThrownBy(() -> Tensor.of(new float[1], 1L << 32, 1L << 31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape is (4294967296, 2147483648), expected fewer elements than 2^63");
        assertThatThrownBy(() -> Tensor.of(new long[1], -1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape is (-1, -1), expected sizes of 0 or more");
    }

    @Test
    void shapesLargerThanMemory_areRefusedByLibtorch() {
        for (long size : new long[] {1L << 50, 1L << 62}) {
            assertThatThrownBy(() -> Tensor.zeros(DType.F32, Device.CPU, size))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("empty(f32 (" + size + ") on cpu): ")
                    .message()
                    .hasLineCount(1);
        }
    }
}
