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
            Tensor x = trial.tensors().normal(trial.size(1, 40), in);
            Tensor weight = trial.tensors().normal(out, in);
            Tensor bias = trial.tensors().normal(out);
            Oracle oracle = trial.oracle();
            trial.agree(
                    x.linear(weight, bias),
                    torch.linear(oracle.constant(x), oracle.constant(weight), optional(oracle.constant(bias))));
            trial.agree(x.linear(weight, null), torch.linear(oracle.constant(x), oracle.constant(weight)));
        });
    }

    /** oneDNN would ignore the strides, and read other memory. */
    @OnEachDevice
    void linear_readsABiasWithStrides(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, device, 1, 4);
            Tensor weight = Tensor.zeros(DType.F32, device, 3, 4);
            Tensor column = Tensor.of(new float[] {1, 100, 2, 100, 3, 100}, 3, 2)
                    .to(device)
                    .select(1, 0);
            assertThat(x.linear(weight, column).toFloatArray()).containsExactly(1, 2, 3);
            Tensor expanded = Tensor.full(5, DType.F32, device, 1).expand(3);
            assertThat(x.linear(weight, expanded).toFloatArray()).containsExactly(5, 5, 5);
        }
    }

    @OnEachDevice
    void matmul_agreesWithTheOracle_alsoForTransposedMatrices(Device device) {
        Trial.forEach(device, trial -> {
            int n = trial.size(1, 40);
            int k = trial.size(1, 40);
            int m = trial.size(1, 40);
            Tensor a = trial.tensors().normal(n, k);
            Tensor b = trial.tensors().normal(m, k).transpose(0, 1);
            var expected = torch.mm(trial.oracle().constant(a), trial.oracle().constant(b));
            trial.agree(a.matmul(b), expected);
            Tensor target = Tensor.empty(a.dtype(), device, n, m);
            a.matmulOut(b, target);
            trial.agree(target, expected);
        });
    }

    @OnEachDevice
    void matmul_ofVectorsAndBatches_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor batch = trial.tensors().normal(2, 3, 4);
            Tensor matrix = trial.tensors().normal(4, 5);
            Tensor vector = trial.tensors().normal(4);
            Oracle oracle = trial.oracle();
            trial.agree(batch.matmul(matrix), torch.matmul(oracle.constant(batch), oracle.constant(matrix)));
            trial.agree(batch.matmul(vector), torch.matmul(oracle.constant(batch), oracle.constant(vector)));
            trial.agree(vector.matmul(matrix), torch.matmul(oracle.constant(vector), oracle.constant(matrix)));
        });
    }

    @Test
    void matmulOut_writesToAPartOfABuffer() {
        try (var scope = TensorScope.open()) {
            Tensor buffer = Tensor.zeros(DType.F64, Device.CPU, 6);
            Tensor part = buffer.narrow(0, 1, 4).view(2, 2);
            Tensor a = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
            a.matmulOut(a, part);
            assertThat(buffer.toDoubleArray()).containsExactly(0, 7, 10, 15, 22, 0);
        }
    }

    @Test
    void matmulOut_ofAnotherShape_isRefused() {
        try (Tensor a = Tensor.zeros(DType.F32, Device.CPU, 2, 2);
                Tensor target = Tensor.zeros(DType.F32, Device.CPU, 4)) {
            assertThatThrownBy(() -> a.matmulOut(a, target))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("matmul: out is f32 (4), expected (2, 2)");
        }
    }

    @Test
    void matmul_ofShapesThatDoNotFit_namesThem() {
        try (Tensor a = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> a.matmul(a))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "matmul(f32 (2, 3), f32 (2, 3)): mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        }
    }
}
