package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;
import wgan.torch.LinearAlgebra.SingularValueDecomposition;

@ExtendWith(LiveTensors.class)
class LinearAlgebraTests {
    @OnEachDevice
    void singularValues_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 20), trial.size(1, 20));
            trial.agree(
                    LinearAlgebra.singularValues(x),
                    torch.linalg_svdvals(trial.oracle().constant(x)));
        });
    }

    @OnEachDevice
    void singularValueDecomposition_givesTheMatrixBack_fromOrthonormalParts(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 20), trial.size(1, 20));
            var expected = trial.oracle().constant(x);

            SingularValueDecomposition parts = LinearAlgebra.singularValueDecomposition(x);

            trial.agree(parts.values(), torch.linalg_svdvals(expected));
            trial.agree(
                    MatrixProducts.multiply(Elementwise.multiply(parts.u(), parts.values()), parts.vTransposed()),
                    expected);
            var identity = torch.eye(parts.values().size(0));
            trial.agree(MatrixProducts.multiply(Shapes.transpose(parts.u(), 0, 1), parts.u()), identity);
            trial.agree(
                    MatrixProducts.multiply(parts.vTransposed(), Shapes.transpose(parts.vTransposed(), 0, 1)),
                    identity);
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
    void covariance_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            for (int columns : new int[] {1, trial.size(2, 20)}) {
                Tensor x = trial.tensors().normal(trial.size(2, 20), columns);
                var expected = torch.cov(trial.oracle().constant(x).t());
                trial.agree(LinearAlgebra.covariance(x), expected.view(columns, columns));
            }
        });
    }

    /** Of few rows, and of more than 25, of which libtorch works them out in another way. */
    @OnEachDevice
    void distances_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            int columns = trial.size(1, 9);
            Tensor a = trial.tensors().normal(trial.size(1, 50), columns);
            Tensor b = trial.tensors().normal(trial.size(1, 50), columns);
            trial.agree(
                    LinearAlgebra.distances(a, b),
                    torch.cdist(trial.oracle().constant(a), trial.oracle().constant(b)));
        });
    }

    @Test
    void distances_areEuclidean() {
        try (var scope = TensorScope.open()) {
            Tensor a = Creation.of(new double[] {0, 0, 3, 4}, 2, 2);
            assertThat(Elements.toDoubles(LinearAlgebra.distances(a, a))).containsExactly(0, 5, 5, 0);
        }
    }

    @Test
    void distances_ofRowsOfOtherLengths_namesThem() {
        try (Tensor a = Creation.zeros(DType.F32, Device.CPU, 2, 3);
                Tensor b = Creation.zeros(DType.F32, Device.CPU, 2, 4)) {
            assertThatThrownBy(() -> LinearAlgebra.distances(a, b))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "cdist(f32 (2, 3), f32 (2, 4), 2.0, -): X1 and X2 must have the same number");
        }
    }
}
