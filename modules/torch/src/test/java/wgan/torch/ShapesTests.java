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
            trial.agree(x.view(b, -1), expected.view(b, -1));
            trial.agree(x.transpose(0, 2).reshape(-1), expected.transpose(0, 2).reshape(-1));
            trial.agree(x.narrow(1, 1, b - 1), torch.narrow(expected, 1, 1, b - 1));
            trial.agree(x.select(-1, c - 1), torch.select(expected, -1, c - 1));
            trial.agree(x.transpose(1, 2), torch.transpose(expected, 1, 2));
            trial.agree(x.permute(2, 0, 1), expected.permute(2, 0, 1));
            trial.agree(x.select(0, 0).t(), torch.select(expected, 0, 0).t());
            trial.agree(x.unsqueeze(1), expected.unsqueeze(1));
            trial.agree(x.unsqueeze(-1).squeeze(-1), expected);
            Tensor index = Tensor.of(new long[] {b - 1, 0, 0}, 3).to(device);
            trial.agree(
                    x.indexSelect(1, index),
                    torch.index_select(expected, 1, org.bytedeco.pytorch.Tensor.create(b - 1, 0, 0)));
            trial.agree(
                    x.narrow(1, 0, 1).expand(2, a, 3, c),
                    torch.narrow(expected, 1, 0, 1).expand(2, a, 3, c));
            Tensor y = trial.tensors().normal(a, b, c);
            var other = trial.oracle().constant(y);
            trial.agree(Tensor.stack(List.of(x, y, x), 1), torch.stack(new TensorVector(expected, other, expected), 1));
            trial.agree(Tensor.cat(List.of(x, y), 2), torch.cat(new TensorVector(expected, other), 2));
        });
    }

    @Test
    void views_shareMemory_andCopiesDoNot() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            for (Tensor view : List.of(
                    x.view(4),
                    x.reshape(4),
                    x.narrow(0, 0, 1),
                    x.select(0, 0),
                    x.transpose(0, 1),
                    x.t(),
                    x.unsqueeze(0),
                    x.unsqueeze(0).squeeze(0),
                    x.expand(3, 2, 2))) {
                x.fill_(0);
                x.view(4).copy_(new float[] {7, 7, 7, 7});
                assertThat(view.toFloatArray()).containsOnly(7);
            }
            Tensor stacked = Tensor.stack(List.of(x), 0);
            Tensor concatenated = Tensor.cat(List.of(x), 0);
            x.fill_(0);
            assertThat(stacked.toFloatArray()).containsOnly(7);
            assertThat(concatenated.toFloatArray()).containsOnly(7);
        }
    }

    @Test
    void shapesThatDoNotFit_areNamed() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2, 3);
            assertThatThrownBy(() -> x.view(4, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessage("view(f32 (2, 3), [4, 2]): shape '[4, 2]' is invalid for input of size 6");
            assertThatThrownBy(() -> x.transpose(0, 1).view(6))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("view(f32 (3, 2), [6]): view size is not compatible");
            assertThatThrownBy(() -> x.narrow(0, 1, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("narrow(f32 (2, 3), 0, 1, 2): start (1) + length (2) exceeds");
            assertThatThrownBy(() -> x.select(0, 2))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("select(f32 (2, 3), 0, 2): ");
            assertThatThrownBy(() -> Tensor.cat(List.of(), 0))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith("cat([], 0): ");
        }
    }
}
