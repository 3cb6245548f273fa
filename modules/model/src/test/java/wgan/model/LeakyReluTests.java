package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.model.Layer.OutputMask;
import wgan.torch.TensorScope;

class LeakyReluTests extends LayerContract {
    private static final double SLOPE = 0.2;

    @Override
    Layer layer() {
        return new LeakyRelu(SLOPE);
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
        return torch.leaky_relu(x, new Scalar(SLOPE));
    }

    /** There is no derivative at 0; PyTorch returns the slope. */
    @Test
    void gradientAtZero_isTheSlope() {
        try (var scope = TensorScope.open()) {
            Layer.Pass pass = layer().forward(wgan.torch.Tensor.of(new double[] {0.0, -0.0}, 2), 1);
            var gradX = Objects.requireNonNull(
                    pass.backward(wgan.torch.Tensor.of(new double[] {1, 1}, 2), OutputMask.BOTH));
            assertThat(gradX.toDoubleArray()).containsExactly(SLOPE, SLOPE);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void slope_outsideZeroToOne_isRefused(double slope) {
        assertThatThrownBy(() -> new LeakyRelu(slope))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LeakyReLU: slope is " + slope + ", expected [0, 1)");
    }
}
