package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class BinaryCrossEntropyWithLogitsTests {
    private static final int SUM = 2;

    @OnEachDevice
    void lossAndGradient_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            long[] shape = {trial.size(1, 9), trial.size(1, 9)};
            Tensor logits = trial.tensors().normal(shape);
            Tensor targets = trial.tensors().uniform(0, 1, shape);
            var expectedLogits = trial.oracle().variable(logits);
            var expected = torch.binary_cross_entropy_with_logits(
                    expectedLogits, trial.oracle().constant(targets), new TensorOptional(), new TensorOptional(), SUM);
            expected.backward();

            trial.agree(BinaryCrossEntropyWithLogits.forward(logits, targets), expected);
            trial.agree(BinaryCrossEntropyWithLogits.backward(logits, targets), expectedLogits.grad());
        });
    }

    @Test
    void loss_isExactForLogitsOfAnyMagnitude() {
        try (var scope = TensorScope.open()) {
            Tensor logits = Tensor.of(new double[] {1000, -1000, 1000, 0}, 4);
            Tensor targets = Tensor.of(new double[] {1, 0, 0, 1}, 4);
            assertThat(BinaryCrossEntropyWithLogits.forward(logits, targets).item())
                    .isEqualTo(1000 + Math.log(2));
            assertThat(BinaryCrossEntropyWithLogits.backward(logits, targets).toDoubleArray())
                    .containsExactly(0, 0, 1, -0.5);
        }
    }

    @Test
    void targets_ofAnotherShape_areRefused() {
        try (var scope = TensorScope.open()) {
            Tensor logits = Tensor.zeros(DType.F64, Device.CPU, 4, 1);
            Tensor targets = Tensor.zeros(DType.F64, Device.CPU, 4);
            assertThatThrownBy(() -> BinaryCrossEntropyWithLogits.forward(logits, targets))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("binary_cross_entropy_with_logits: targets is f64 (4), expected (4, 1)");
            assertThatThrownBy(() -> BinaryCrossEntropyWithLogits.backward(logits, targets))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
