package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class ElementwiseTests {
    @OnEachDevice
    void arithmeticOfTwo_agreesWithTheOracle_andBroadcasts(Device device) {
        Trial.forEach(device, trial -> {
            int rows = trial.size(1, 9);
            int columns = trial.size(1, 9);
            Tensor a = trial.tensors().normal(rows, columns);
            for (Tensor b : new Tensor[] {
                trial.tensors().uniform(1, 2, rows, columns),
                trial.tensors().uniform(1, 2, columns),
                trial.tensors().uniform(1, 2, rows, 1),
                trial.tensors().uniform(1, 2)
            }) {
                var x = trial.oracle().constant(a);
                var y = trial.oracle().constant(b);
                trial.agree(Elementwise.add(a, b), torch.add(x, y));
                trial.agree(Elementwise.subtract(a, b), torch.sub(x, y));
                trial.agree(Elementwise.addScaled(a, b, -0.3), torch.add(x, y, new Scalar(-0.3)));
                trial.agree(Elementwise.multiply(a, b), torch.mul(x, y));
                trial.agree(Elementwise.divide(a, b), torch.div(x, y));
            }
        });
    }

    @OnEachDevice
    void arithmeticWithANumber_agreesWithTheOracle_andKeepsTheType(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            var expected = trial.oracle().constant(x);
            Tensor sum = Elementwise.add(x, 0.7);
            Tensor product = Elementwise.multiply(x, -1.3);
            Tensor greater = Elementwise.maximum(x, 0.1);
            trial.agree(sum, torch.add(expected, new Scalar(0.7)));
            trial.agree(product, torch.mul(expected, new Scalar(-1.3)));
            trial.agree(greater, torch.clamp_min(expected, new Scalar(0.1)));
            assertThat(new DType[] {sum.dtype(), product.dtype(), greater.dtype()})
                    .containsOnly(x.dtype());
        });
    }

    @OnEachDevice
    void functionsOfOne_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(trial.size(1, 9), trial.size(1, 9));
            Tensor positive = trial.tensors().uniform(0, 9, trial.size(1, 9));
            trial.agree(Elementwise.sign(x), torch.sign(trial.oracle().constant(x)));
            trial.agree(
                    Elementwise.squareRoot(positive), torch.sqrt(trial.oracle().constant(positive)));
        });
    }

    @OnEachDevice
    void changesInPlace_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            long[] shape = {trial.size(1, 9), trial.size(1, 9)};
            Tensor x = trial.tensors().normal(shape);
            Tensor a = trial.tensors().normal(shape);
            Tensor b = trial.tensors().uniform(1, 2, shape);
            var expected = trial.oracle().constant(x);
            var y = trial.oracle().constant(a);
            var z = trial.oracle().constant(b);

            Elementwise.multiplyInPlace(x, 1.7);
            expected = torch.mul(expected, new Scalar(1.7));
            trial.agree(x, expected);
            Elementwise.multiplyInPlace(x, b);
            expected = torch.mul(expected, z);
            trial.agree(x, expected);
            Elementwise.addProductInPlace(x, a, b, 0.01);
            expected = torch.addcmul(expected, y, z, new Scalar(0.01));
            trial.agree(x, expected);
            Elementwise.addQuotientInPlace(x, a, b, -5e-5);
            expected = torch.addcdiv(expected, y, z, new Scalar(-5e-5));
            trial.agree(x, expected);
            Elementwise.addInPlace(x, 0.1);
            expected = torch.add(expected, new Scalar(0.1));
            trial.agree(x, expected);
            Elementwise.clampInPlace(x, -0.3, 0.4);
            expected = torch.clamp(expected, new ScalarOptional(new Scalar(-0.3)), new ScalarOptional(new Scalar(0.4)));
            trial.agree(x, expected);
            Elementwise.fillInPlace(x, 0.25);
            trial.agree(x, torch.full_like(expected, new Scalar(0.25)));
        });
    }

    @Test
    void changesInPlace_reachEveryViewOfTheMemory() {
        try (var scope = TensorScope.open()) {
            Tensor buffer = Creation.of(new float[] {1, 2, 3, 4}, 4);
            Tensor middle = Shapes.narrow(buffer, 0, 1, 2);
            Elementwise.multiplyInPlace(middle, 10);
            Elementwise.clampInPlace(middle, 0, 25);
            assertThat(Elements.toFloats(buffer)).containsExactly(1, 20, 25, 4);
        }
    }

    @Test
    void add_ofIntegers_isRefused() {
        try (Tensor counter = Creation.of(new long[] {41}, 1)) {
            assertThatThrownBy(() -> Elementwise.add(counter, counter))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("add: For integral input tensors, argument alpha must not be a floating point number.");
        }
    }

    @Test
    void addInPlace_isExactInIntegers() {
        try (var scope = TensorScope.open()) {
            Tensor counter = Creation.of(new long[] {1L << 60}, 1);
            Elementwise.addInPlace(counter, 1);
            assertThat(Elements.toLongs(counter)).containsExactly((1L << 60) + 1);
        }
    }

    @Test
    void add_ofShapesThatDoNotBroadcast_saysSo_andKeepsNothing() {
        try (Tensor a = Creation.zeros(DType.F32, Device.CPU, 2);
                Tensor b = Creation.zeros(DType.F32, Device.CPU, 3)) {
            long before = References.to(b);
            assertThatThrownBy(() -> Elementwise.add(a, b))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("add")
                    .hasMessageContaining("The size of tensor a (2) must match the size of tensor b (3)")
                    .message()
                    .hasLineCount(1);
            assertThat(References.to(b)).isEqualTo(before);
        }
    }
}
