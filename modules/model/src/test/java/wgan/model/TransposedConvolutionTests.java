package wgan.model;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import wgan.testing.Oracle;

class TransposedConvolutionTests extends LayerContract {
    @Override
    Layer layer() {
        return Convolution.transposed(3, 2, 4, 2, 1);
    }

    @Override
    boolean isPiecewiseLinear() {
        return true;
    }

    @Override
    Stream<Input> inputs() {
        return Stream.of(
                new Input(1, Layout.ROW_MAJOR, 2, 3, 4, 4),
                new Input(2, Layout.ROW_MAJOR, 4, 3, 3, 3),
                new Input(1, Layout.ROW_MAJOR, 1, 3, 4, 4),
                new Input(1, Layout.TRANSPOSED, 2, 3, 4, 4),
                new Input(1, Layout.CHANNELS_LAST, 2, 3, 4, 4));
    }

    @Override
    Tensor trained(Tensor x, List<Tensor> state, int batches) {
        long[] stride = {2, 2};
        long[] padding = {1, 1};
        long[] outputPadding = {0, 0};
        return torch.conv_transpose2d(
                x, state.get(0), Oracle.optional(state.get(1)), stride, padding, outputPadding, 1, 1, 1);
    }
}
