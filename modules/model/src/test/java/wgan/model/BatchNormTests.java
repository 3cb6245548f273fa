package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.Oracle;
import wgan.torch.TensorScope;

class BatchNormTests extends LayerContract {
    private static final int CHANNELS = 3;
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;
    private static final boolean WITHOUT_CUDNN = false;

    @Override
    Layer layer() {
        return new BatchNorm(CHANNELS);
    }

    @Override
    boolean isPiecewiseLinear() {
        return false;
    }

    @Override
    Stream<Input> inputs() {
        return Stream.of(
                new Input(1, Layout.ROW_MAJOR, 5, CHANNELS),
                new Input(2, Layout.ROW_MAJOR, 8, CHANNELS),
                new Input(3, Layout.ROW_MAJOR, 12, CHANNELS),
                new Input(2, Layout.TRANSPOSED, 8, CHANNELS),
                new Input(1, Layout.ROW_MAJOR, 3, CHANNELS, 2, 2),
                new Input(1, Layout.ROW_MAJOR, 1, CHANNELS, 2, 2),
                new Input(2, Layout.ROW_MAJOR, 4, CHANNELS, 2, 2),
                new Input(2, Layout.ROW_MAJOR, 2, CHANNELS, 2, 2),
                new Input(3, Layout.ROW_MAJOR, 6, CHANNELS, 2, 2),
                new Input(2, Layout.TRANSPOSED, 4, CHANNELS, 2, 2),
                new Input(1, Layout.CHANNELS_LAST, 3, CHANNELS, 2, 2),
                new Input(2, Layout.CHANNELS_LAST, 4, CHANNELS, 2, 2));
    }

    /** One call for each batch. */
    @Override
    Tensor trained(Tensor x, List<Tensor> state, int batches) {
        TensorVector normalized = new TensorVector();
        for (int batch = 0; batch < batches; batch++) {
            normalized.push_back(batchNorm(batch(x, batch, batches), state, true));
        }
        return torch.cat(normalized, 0);
    }

    @Override
    Tensor evaluated(Tensor x, List<Tensor> state) {
        return batchNorm(x, state, false);
    }

    private static Tensor batch(Tensor x, int batch, int batches) {
        long size = x.shape()[0] / batches;
        return x.narrow(0, batch * size, size);
    }

    private static Tensor batchNorm(Tensor x, List<Tensor> state, boolean training) {
        return torch.batch_norm(
                x,
                Oracle.optional(state.get(0)),
                Oracle.optional(state.get(1)),
                Oracle.optional(state.get(2).detach().clone()),
                Oracle.optional(state.get(3).detach().clone()),
                training,
                MOMENTUM,
                EPSILON,
                WITHOUT_CUDNN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void runningStatistics_ofSeveralBatches_areThoseOfOneAfterTheOther(int batches) {
        try (var scope = TensorScope.open();
                Network network = network(layer());
                Oracle oracle = Oracle.open()) {
            var expected = new BatchNorm2dImpl(new BatchNormOptions(CHANNELS));
            expected.to(ScalarType.Double, false);
            var state = network.state();
            expected.running_mean().copy_(oracle.constant(state.get("layer.running_mean")));
            expected.running_var().copy_(oracle.constant(state.get("layer.running_var")));

            for (int step = 0; step < 3; step++) {
                var x = random.normal(2L * batches, CHANNELS, 2, 2);
                network.forward(x, batches);
                for (int batch = 0; batch < batches; batch++) {
                    expected.forward(batch(oracle.constant(x), batch, batches));
                }
            }

            assertThat(Oracle.maxDifference(state.get("layer.running_mean"), expected.running_mean()))
                    .isLessThan(1e-14);
            assertThat(Oracle.maxDifference(state.get("layer.running_var"), expected.running_var()))
                    .isLessThan(1e-14);
            assertThat(state.get("layer.num_batches_tracked").toLongArray()).containsExactly(3L * batches);
        }
    }

    /** PyTorch refuses it, too: the unbiased variance of one element is NaN, and the running variance would stay NaN. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void forward_withOneElementPerChannel_isRefused(int batches) {
        try (var scope = TensorScope.open();
                Network network = network(layer())) {
            double[] variance = network.state().get("layer.running_var").toDoubleArray();
            var x = random.normal(batches, CHANNELS);
            assertThatThrownBy(() -> network.forward(x, batches))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch-norm: input is f64 (" + batches + ", 3) in " + batches
                            + " batches, which is 1 element per channel, expected at least 2 in training; use larger"
                            + " batches");
            assertThat(network.state().get("layer.running_var").toDoubleArray()).containsExactly(variance);
        }
    }

    @Test
    void forward_ofNoBatches_isRefused() {
        try (var scope = TensorScope.open();
                Network network = network(layer())) {
            var x = random.normal(6, CHANNELS);
            assertThatThrownBy(() -> network.forward(x, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch-norm: input has 0 batches, expected 1 or more");
        }
    }

    @Test
    void forward_ofBatchesThatDoNotDivideTheSamples_isRefused() {
        try (var scope = TensorScope.open();
                Network network = network(layer())) {
            var x = random.normal(5, CHANNELS);
            assertThatThrownBy(() -> network.forward(x, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch-norm: input is f64 (5, 3), expected 2 batches of equal size");
        }
    }
}
