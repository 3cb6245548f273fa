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
class ActivationsTests {
    @OnEachDevice
    void reluAndSigmoid_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            trial.agree(x.relu(), torch.relu(trial.oracle().constant(x)));
            trial.agree(x.sigmoid(), torch.sigmoid(trial.oracle().constant(x)));
        });
    }

    @OnEachDevice
    void tanh_agreesWithTheOracle_asDoesItsGradient(Device device) {
        Trial.forEach(device, trial -> {
            Tensor input = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            Tensor gradY = trial.tensors().normal(input.shape());
            var x = trial.oracle().variable(input);
            var expected = torch.tanh(x);
            torch.mul(expected, trial.oracle().constant(gradY)).sum().backward();
            Tensor y = input.tanh();
            trial.agree(y, expected);
            trial.agree(gradY.tanhBackward(y), x.grad());
        });
    }

    @OnEachDevice
    void softmax_agreesWithTheOracle_asDoesItsLogarithm(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            for (int dim : new int[] {0, -1}) {
                trial.agree(x.softmax(dim), torch.softmax(trial.oracle().constant(x), dim));
                trial.agree(x.logSoftmax(dim), torch.log_softmax(trial.oracle().constant(x), dim));
            }
        });
    }

    @Test
    void softmax_supportsLogitsOfAnyMagnitude() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new double[] {1000, -1000, 1000}, 3);
            assertThat(x.softmax(-1).toDoubleArray()).containsExactly(0.5, 0, 0.5);
            assertThat(x.logSoftmax(-1).toDoubleArray())
                    .containsExactly(-Math.log(2), -2000 - Math.log(2), -Math.log(2));
        }
    }

    @Test
    void activations_atZeroInfinityAndNaN() {
        try (var scope = TensorScope.open()) {
            Tensor x =
                    Tensor.of(new double[] {-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, 4);
            assertThat(x.relu().toDoubleArray()).containsExactly(-0.0, Double.NaN, Double.POSITIVE_INFINITY, 0.0);
            assertThat(x.tanh().toDoubleArray()).containsExactly(-0.0, Double.NaN, 1, -1);
        }
    }

    @Test
    void tanhBackward_ofOtherShapes_namesThem() {
        try (Tensor gradY = Tensor.zeros(DType.F32, Device.CPU, 2);
                Tensor y = Tensor.zeros(DType.F32, Device.CPU, 3)) {
            assertThatThrownBy(() -> gradY.tanhBackward(y))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("tanh_backward(f32 (2), f32 (3)): The size of tensor a (2) must match");
        }
    }
}
