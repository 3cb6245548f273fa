package wgan.model;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import wgan.testing.Oracle;

class PlainConvolutionTests extends LayerContract {
    @Override
    Layer layer() {
        return Convolution.plain(2, 3, 5, 2, 2);
    }

    @Override
    boolean isPiecewiseLinear() {
        return true;
    }

    @Override
    Stream<Input> inputs() {
        return Stream.of(
                new Input(1, Layout.ROW_MAJOR, 3, 2, 6, 6),
                new Input(2, Layout.ROW_MAJOR, 4, 2, 5, 5),
                new Input(1, Layout.ROW_MAJOR, 1, 2, 6, 6),
                new Input(1, Layout.TRANSPOSED, 3, 2, 6, 6),
                new Input(1, Layout.CHANNELS_LAST, 3, 2, 6, 6));
    }

    @Override
    Tensor trained(Tensor x, List<Tensor> state, int batches) {
        long[] stride = {2, 2};
        long[] padding = {2, 2};
        long[] dilation = {1, 1};
        return torch.conv2d(x, state.get(0), Oracle.optional(state.get(1)), stride, padding, dilation, 1);
    }
}
