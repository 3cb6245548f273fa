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
    void relu_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            trial.agree(Activations.relu(x), torch.relu(trial.oracle().constant(x)));
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
            Tensor y = Activations.tanh(input);
            trial.agree(y, expected);
            trial.agree(Activations.tanhBackward(gradY, y), x.grad());
        });
    }

    @OnEachDevice
    void softmax_agreesWithTheOracle_asDoesItsLogarithm(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            trial.agree(Activations.softmax(x), torch.softmax(trial.oracle().constant(x), -1));
            trial.agree(
                    Activations.logSoftmax(x), torch.log_softmax(trial.oracle().constant(x), -1));
        });
    }

    @Test
    void softmax_takesLogitsOfAnySize() {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.of(new double[] {1000, -1000, 1000}, 3);
            assertThat(Elements.toDoubles(Activations.softmax(x))).containsExactly(0.5, 0, 0.5);
            assertThat(Elements.toDoubles(Activations.logSoftmax(x)))
                    .containsExactly(-Math.log(2), -2000 - Math.log(2), -Math.log(2));
        }
    }

    @Test
    void activations_atZeroAndBeyondNumbers() {
        try (var scope = TensorScope.open()) {
            Tensor x =
                    Creation.of(new double[] {-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, 4);
            assertThat(Elements.toDoubles(Activations.relu(x)))
                    .containsExactly(-0.0, Double.NaN, Double.POSITIVE_INFINITY, 0.0);
            assertThat(Elements.toDoubles(Activations.tanh(x))).containsExactly(-0.0, Double.NaN, 1, -1);
        }
    }

    @Test
    void tanhBackward_ofOtherShapes_namesThem() {
        try (Tensor gradY = Creation.zeros(DType.F32, Device.CPU, 2);
                Tensor y = Creation.zeros(DType.F32, Device.CPU, 3)) {
            assertThatThrownBy(() -> Activations.tanhBackward(gradY, y))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("tanh_backward(f32 (2), f32 (3)): The size of tensor a (2) must match");
        }
    }
}
