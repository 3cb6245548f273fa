package wgan.model;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

class ReluTests extends LayerContract {
    @Override
    Layer layer() {
        return new Relu();
    }

    @Override
    boolean isPiecewiseLinear() {
        return true;
    }

    @Override
    Stream<Input> inputs() {
        return Stream.of(
                new Input(1, Layout.ROW_MAJOR, 5, 4),
                new Input(2, Layout.ROW_MAJOR, 2, 3, 2, 2),
                new Input(1, Layout.TRANSPOSED, 5, 4),
                new Input(1, Layout.CHANNELS_LAST, 2, 3, 2, 2));
    }

    @Override
    Tensor trained(Tensor x, List<Tensor> state, int batches) {
        return torch.relu(x);
    }
}
