package wgan.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import wgan.torch.TensorScope;
import wgan.torch.TorchException;

class ReshapeTests extends LayerContract {
    @Override
    Layer layer() {
        return new Reshape(2, 3, 2);
    }

    @Override
    boolean isPiecewiseLinear() {
        return true;
    }

    @Override
    Stream<Input> inputs() {
        return Stream.of(
                new Input(1, Layout.ROW_MAJOR, 5, 12),
                new Input(2, Layout.ROW_MAJOR, 2, 3, 2, 2),
                new Input(1, Layout.TRANSPOSED, 5, 12),
                new Input(1, Layout.CHANNELS_LAST, 2, 3, 2, 2));
    }

    @Override
    Tensor trained(Tensor x, List<Tensor> state, int batches) {
        return x.reshape(-1, 2, 3, 2);
    }

    @Test
    void samples_withMoreNumbers_areRefused() {
        try (var scope = TensorScope.open()) {
            var x = random.normal(5, 13);
            assertThatThrownBy(() -> layer().evaluate(x))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining("reshape(f64 (5, 13), [5, 2, 3, 2])");
        }
    }
}
