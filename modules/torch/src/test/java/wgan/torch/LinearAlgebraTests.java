package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class LinearAlgebraTests {
    @OnEachDevice
    void svdvals_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 20), trial.size(1, 20));
            trial.agree(
                    LinearAlgebra.svdvals(x),
                    torch.linalg_svdvals(trial.oracle().constant(x)));
        });
    }

    @OnEachDevice
    void svd_isAProductOfOrthonormalMatrices(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 20), trial.size(1, 20));
            var expected = trial.oracle().constant(x);

            LinearAlgebra.Svd svd = LinearAlgebra.svd(x);

            trial.agree(svd.s(), torch.linalg_svdvals(expected));
            trial.agree(svd.u().mul(svd.s()).matmul(svd.vh()), expected);
            var identity = torch.eye(svd.s().size(0));
            trial.agree(svd.u().transpose(0, 1).matmul(svd.u()), identity);
            trial.agree(svd.vh().matmul(svd.vh().transpose(0, 1)), identity);
        });
    }

    @OnEachDevice
    void trace_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().uniform(1, 2, trial.size(1, 20), trial.size(1, 20));
            trial.agree(LinearAlgebra.trace(x), torch.trace(trial.oracle().constant(x)));
        });
    }

    @OnEachDevice
    void cov_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            for (int columns : new int[] {1, trial.size(2, 20)}) {
                Tensor x = trial.tensors().normal(trial.size(2, 20), columns);
                var expected = torch.cov(trial.oracle().constant(x).t());
                trial.agree(LinearAlgebra.cov(x.t()), expected);
            }
        });
    }

    /** With few rows, and with more than 25, for which libtorch has another algorithm. */
    @OnEachDevice
    void cdist_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            int columns = trial.size(1, 9);
            Tensor a = trial.tensors().normal(trial.size(1, 50), columns);
            Tensor b = trial.tensors().normal(trial.size(1, 50), columns);
            trial.agree(
                    LinearAlgebra.cdist(a, b),
                    torch.cdist(trial.oracle().constant(a), trial.oracle().constant(b)));
        });
    }

    @Test
    void cdist_isEuclidean() {
        try (var scope = TensorScope.open()) {
            Tensor a = Tensor.of(new double[] {0, 0, 3, 4}, 2, 2);
            assertThat(LinearAlgebra.cdist(a, a).toDoubleArray()).containsExactly(0, 5, 5, 0);
        }
    }

    @Test
    void cdist_ofRowsOfOtherLengths_namesThem() {
        try (Tensor a = Tensor.zeros(DType.F32, Device.CPU, 2, 3);
                Tensor b = Tensor.zeros(DType.F32, Device.CPU, 2, 4)) {
            assertThatThrownBy(() -> LinearAlgebra.cdist(a, b))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "cdist(f32 (2, 3), f32 (2, 4), 2.0, None): X1 and X2 must have the same number");
        }
    }
}
