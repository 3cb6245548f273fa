package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class ShapesTests {
    @OnEachDevice
    void shapes_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            long a = trial.size(1, 5);
            long b = trial.size(2, 5);
            long c = trial.size(1, 5);
            Tensor x = trial.tensors().normal(a, b, c);
            var expected = trial.oracle().constant(x);
            trial.agree(Shapes.view(x, b, -1), expected.view(b, -1));
            trial.agree(
                    Shapes.reshape(Shapes.transpose(x, 0, 2), -1),
                    expected.transpose(0, 2).reshape(-1));
            trial.agree(Shapes.narrow(x, 1, 1, b - 1), torch.narrow(expected, 1, 1, b - 1));
            trial.agree(Shapes.select(x, -1, c - 1), torch.select(expected, -1, c - 1));
            trial.agree(Shapes.transpose(x, 1, 2), torch.transpose(expected, 1, 2));
            trial.agree(Shapes.permute(x, 2, 0, 1), expected.permute(2, 0, 1));
            trial.agree(
                    Shapes.expand(Shapes.narrow(x, 1, 0, 1), 2, a, 3, c),
                    torch.narrow(expected, 1, 0, 1).expand(2, a, 3, c));
            Tensor y = trial.tensors().normal(a, b, c);
            var other = trial.oracle().constant(y);
            trial.agree(Shapes.stack(List.of(x, y, x), 1), torch.stack(new TensorVector(expected, other, expected), 1));
            trial.agree(Shapes.concatenate(List.of(x, y), 2), torch.cat(new TensorVector(expected, other), 2));
        });
    }

    @Test
    void views_shareMemory_andCopiesDoNot() {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.of(new float[] {1, 2, 3, 4}, 2, 2);
            for (Tensor view : List.of(
                    Shapes.view(x, 4),
                    Shapes.reshape(x, 4),
                    Shapes.narrow(x, 0, 0, 1),
                    Shapes.select(x, 0, 0),
                    Shapes.transpose(x, 0, 1),
                    Shapes.expand(x, 3, 2, 2))) {
                Elementwise.fillInPlace(x, 0);
                Elements.set(Shapes.view(x, 4), new float[] {7, 7, 7, 7});
                assertThat(Elements.toFloats(view)).containsOnly(7);
            }
            Tensor stacked = Shapes.stack(List.of(x), 0);
            Tensor concatenated = Shapes.concatenate(List.of(x), 0);
            Elementwise.fillInPlace(x, 0);
            assertThat(Elements.toFloats(stacked)).containsOnly(7);
            assertThat(Elements.toFloats(concatenated)).containsOnly(7);
        }
    }

    @Test
    void shapesThatDoNotFit_areNamed() {
        try (var scope = TensorScope.open()) {
            Tensor x = Creation.zeros(DType.F32, Device.CPU, 2, 3);
            assertThatThrownBy(() -> Shapes.view(x, 4, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("view(f32 (2, 3), [4, 2]): shape '[4, 2]' is invalid for input of size 6");
            assertThatThrownBy(() -> Shapes.view(Shapes.transpose(x, 0, 1), 6))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("view(f32 (3, 2), [6]): view size is not compatible");
            assertThatThrownBy(() -> Shapes.narrow(x, 0, 1, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("narrow(f32 (2, 3), 0, 1, 2): start (1) + length (2) exceeds");
            assertThatThrownBy(() -> Shapes.select(x, 0, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("select(f32 (2, 3), 0, 2): ");
            assertThatThrownBy(() -> Shapes.concatenate(List.of(), 0))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("cat([], 0): ");
        }
    }
}
