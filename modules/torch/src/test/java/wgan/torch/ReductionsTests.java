package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.LongOptional;
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
            trial.agree(x.mean(), torch.mean(expected));
            trial.agree(x.sum(), torch.sum(expected));
            trial.agree(x.max(), torch.max(expected));
            trial.agree(x.min(), torch.min(expected));
            for (int dim : new int[] {0, 2, -1}) {
                trial.agree(x.mean(dim), torch.mean(expected, dim));
                trial.agree(x.sum(dim), torch.sum(expected, dim));
                trial.agree(x.sumOut(dim, x.sum(dim).zero_()), torch.sum(expected, dim));
                trial.agree(
                        x.argmax(dim).to(DType.F64),
                        torch.argmax(expected, new LongOptional(dim), false).toType(torch.ScalarType.Double));
            }
        });
    }

    @OnEachDevice
    void sumOut_agreesWithTheOracle_inAPartOfABuffer(Device device) {
        Trial.forEach(device, trial -> {
            int rows = trial.size(1, 9);
            int columns = trial.size(1, 9);
            Tensor x = trial.tensors().normal(rows, columns);
            Tensor buffer = Tensor.zeros(x.dtype(), device, columns + 2L);
            x.sumOut(0, buffer.narrow(0, 1, columns));
            var expected =
                    torch.constant_pad_nd(torch.sum(trial.oracle().constant(x), 0), new long[] {1, 1}, new Scalar(0));
            trial.agree(buffer, expected);
        });
    }

    @OnEachDevice
    void allFinite_isFalseForInfinityAndNaN(Device device) {
        try (var scope = TensorScope.open()) {
            assertThat(allFinite(device, 1, -2, Double.MAX_VALUE, 0)).isTrue();
            assertThat(allFinite(device)).isTrue();
            assertThat(allFinite(device, 1, Double.NaN)).isFalse();
            assertThat(allFinite(device, Double.POSITIVE_INFINITY, 1)).isFalse();
            assertThat(allFinite(device, Double.NEGATIVE_INFINITY)).isFalse();
        }
    }

    private static boolean allFinite(Device device, double... elements) {
        return Tensor.of(elements, elements.length).to(device).allFinite();
    }

    @Test
    void mean_ofNoElements_isNaN() {
        try (var scope = TensorScope.open()) {
            assertThat(Tensor.zeros(DType.F32, Device.CPU, 0).mean().item()).isNaN();
            assertThat(Tensor.zeros(DType.F32, Device.CPU, 0).sum().item()).isZero();
        }
    }

    @Test
    void sumOut_ofAnotherShape_isRefused() {
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> x.sumOut(0, x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sum: out is f32 (2, 3), expected (3)");
        }
    }

    @Test
    void sumOut_overAMissingDimension_namesIt() {
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> x.sumOut(2, x))
                    .isInstanceOf(TorchException.class)
                    .hasMessage(
                            "sum(f32 (2, 3), [2], false, None, f32 (2, 3)): Dimension out of range (expected to be in"
                                    + " range of [-2, 1], but got 2)");
        }
    }
}
