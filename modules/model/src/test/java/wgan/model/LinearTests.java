package wgan.model;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import wgan.testing.Oracle;

class LinearTests extends LayerContract {
    @Override
    Layer layer() {
        return new Linear(4, 3);
    }

    @Override
    boolean isPiecewiseLinear() {
        return true;
    }

    @Override
    Stream<Input> inputs() {
        return Stream.of(
                new Input(1, Layout.ROW_MAJOR, 5, 4),
                new Input(2, Layout.ROW_MAJOR, 6, 4),
                new Input(1, Layout.ROW_MAJOR, 1, 4),
                new Input(1, Layout.TRANSPOSED, 5, 4));
    }

    @Override
    Tensor trained(Tensor x, List<Tensor> state, int batches) {
        return torch.linear(x, state.get(0), Oracle.optional(state.get(1)));
    }
}
