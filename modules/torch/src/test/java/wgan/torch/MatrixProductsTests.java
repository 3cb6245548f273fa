package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wgan.testing.Oracle.optional;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class MatrixProductsTests {
    @OnEachDevice
    void linear_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            int in = trial.size(1, 40);
            int out = trial.size(1, 40);
            Tensor x = trial.tensors().normal(trial.size(1, 20), in);
            Tensor weight = trial.tensors().normal(out, in);
            Tensor bias = trial.tensors().normal(out);
            Oracle oracle = trial.oracle();
            trial.agree(
                    MatrixProducts.linear(x, weight, bias),
                    torch.linear(oracle.constant(x), oracle.constant(weight), optional(oracle.constant(bias))));
            trial.agree(
                    MatrixProducts.linear(x, weight, null), torch.linear(oracle.constant(x), oracle.constant(weight)));
        });
    }

    @OnEachDevice
    void multiply_agreesWithTheOracle_alsoOfTransposedMatrices(Device device) {
        Trial.forEach(device, trial -> {
            int n = trial.size(1, 20);
            int k = trial.size(1, 40);
            int m = trial.size(1, 20);
            Tensor a = trial.tensors().normal(n, k);
            Tensor b = Shapes.transpose(trial.tensors().normal(m, k), 0, 1);
            var expected = torch.mm(trial.oracle().constant(a), trial.oracle().constant(b));
            trial.agree(MatrixProducts.multiply(a, b), expected);
            Tensor target = Creation.empty(a.dtype(), device, n, m);
            MatrixProducts.multiplyInto(target, a, b);
            trial.agree(target, expected);
        });
    }

    @Test
    void multiplyInto_writesToAPartOfABuffer() {
        try (var scope = TensorScope.open()) {
            Tensor buffer = Creation.zeros(DType.F64, Device.CPU, 6);
            Tensor part = Shapes.view(Shapes.narrow(buffer, 0, 1, 4), 2, 2);
            Tensor a = Creation.of(new double[] {1, 2, 3, 4}, 2, 2);
            MatrixProducts.multiplyInto(part, a, a);
            assertThat(Elements.toDoubles(buffer)).containsExactly(0, 7, 10, 15, 22, 0);
        }
    }

    @Test
    void multiplyInto_aTargetOfAnotherShape_isRefusedAndLeftAlone() {
        try (Tensor a = Creation.zeros(DType.F32, Device.CPU, 2, 2);
                Tensor target = Creation.zeros(DType.F32, Device.CPU, 4)) {
            assertThatThrownBy(() -> MatrixProducts.multiplyInto(target, a, a))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("mm: target is f32 (4), expected (2, 2)");
        }
    }

    @Test
    void multiply_ofShapesThatDoNotMeet_namesThem() {
        try (Tensor a = Creation.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> MatrixProducts.multiply(a, a))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("mm(f32 (2, 3), f32 (2, 3)): mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        }
    }
}
