package wgan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

@ExtendWith(LiveTensors.class)
class OracleTests {
    @Test
    void variable_getsTheGradient() {
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open()) {
            var x = oracle.variable(Tensor.of(new double[] {1, -2, 3}, 3));
            torch.mul(x, x).sum().backward();
            assertThat(Oracle.elements(x.grad())).containsExactly(2, -4, 6);
        }
    }

    @Test
    void constant_ofEachFloatingType_hasItsShapeAndElements() {
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open()) {
            var f32 = oracle.constant(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
            assertThat(f32.shape()).containsExactly(2, 3);
            assertThat(Oracle.elements(f32)).containsExactly(1, 2, 3, 4, 5, 6);
            var f64 = oracle.constant(Tensor.of(new double[] {0.1}));
            assertThat(f64.shape()).isEmpty();
            assertThat(Oracle.elements(f64)).containsExactly(0.1);
        }
    }

    @Test
    void constant_ofIntegers_isRefused() {
        try (Tensor integers = Tensor.zeros(DType.I64, Device.CPU, 2);
                Oracle oracle = Oracle.open()) {
            assertThatThrownBy(() -> oracle.constant(integers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("oracle: i64 (2), expected f32 or f64");
        }
    }

    @Test
    void differences_areRelativeToTheExpectedTensor() {
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open()) {
            Tensor actual = Tensor.of(new double[] {3, 5}, 2);
            var expected = oracle.constant(Tensor.of(new double[] {3, 4}, 2));
            assertThat(Oracle.maxDifference(actual, expected)).isEqualTo(0.25);
            assertThat(Oracle.distance(actual, expected)).isEqualTo(0.2);
        }
    }

    @Test
    void differences_ofOtherShapes_fail() {
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open()) {
            Tensor actual = Tensor.zeros(DType.F64, Device.CPU, 2);
            var expected = oracle.constant(Tensor.zeros(DType.F64, Device.CPU, 2, 1));
            assertThatThrownBy(() -> Oracle.maxDifference(actual, expected))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("the shape is [2], expected [2, 1]");
        }
    }
}
