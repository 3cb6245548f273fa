package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class ReductionsTests {
    @OnEachDevice
    void reductions_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors()
                    .uniform(0, 1, trial.size(1, 5), trial.size(1, 5), trial.size(1, 5), trial.size(1, 5));
            var expected = trial.oracle().constant(x);
            trial.agree(Reductions.mean(x), torch.mean(expected));
            trial.agree(Reductions.sum(x), torch.sum(expected));
            trial.agree(Reductions.mean(x, 0), torch.mean(expected, 0));
            trial.agree(Reductions.mean(x, 2), torch.mean(expected, 2));
        });
    }

    @OnEachDevice
    void sumInto_agreesWithTheOracle_inAPartOfABuffer(Device device) {
        Trial.forEach(device, trial -> {
            int rows = trial.size(1, 9);
            int columns = trial.size(1, 9);
            Tensor x = trial.tensors().normal(rows, columns);
            Tensor buffer = Creation.zeros(x.dtype(), device, columns + 2L);
            Reductions.sumInto(Shapes.narrow(buffer, 0, 1, columns), x, 0);
            var expected =
                    torch.constant_pad_nd(torch.sum(trial.oracle().constant(x), 0), new long[] {1, 1}, new Scalar(0));
            trial.agree(buffer, expected);
        });
    }

    @OnEachDevice
    void allFinite_seesEachKindOfOther(Device device) {
        try (var scope = TensorScope.open()) {
            assertThat(allFinite(device, 1, -2, Double.MAX_VALUE, 0)).isTrue();
            assertThat(allFinite(device)).isTrue();
            assertThat(allFinite(device, 1, Double.NaN)).isFalse();
            assertThat(allFinite(device, Double.POSITIVE_INFINITY, 1)).isFalse();
            assertThat(allFinite(device, Double.NEGATIVE_INFINITY)).isFalse();
        }
    }

    private static boolean allFinite(Device device, double... elements) {
        return Reductions.allFinite(Conversion.to(Creation.of(elements, elements.length), device));
    }

    @Test
    void mean_ofNothing_isNotANumber() {
        try (var scope = TensorScope.open()) {
            assertThat(Reductions.mean(Creation.zeros(DType.F32, Device.CPU, 0)).item())
                    .isNaN();
            assertThat(Reductions.sum(Creation.zeros(DType.F32, Device.CPU, 0)).item())
                    .isZero();
        }
    }

    @Test
    void sumInto_aTargetOfAnotherShape_isRefused() {
        try (Tensor x = Creation.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> Reductions.sumInto(x, x, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sum: target is f32 (2, 3), expected (3)");
        }
    }

    @Test
    void sumInto_aDimensionThatIsNotThere_namesIt() {
        try (Tensor x = Creation.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> Reductions.sumInto(x, x, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("sum(f32 (2, 3), [2], false, -, f32 (2, 3)): Dimension out of range (expected to be in"
                            + " range of [-2, 1], but got 2)");
        }
    }
}
