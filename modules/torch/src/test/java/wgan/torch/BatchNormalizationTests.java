package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wgan.testing.Oracle.optional;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.testing.Trial;

@ExtendWith(LiveTensors.class)
class BatchNormalizationTests {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    @OnEachDevice
    void train_agreesWithTheOracle_andUpdatesTheRunningStatistics(Device device) {
        Trial.forEach(device, trial -> {
            for (Tensor x : batches(trial)) {
                Channels c = Channels.of(trial.tensors(), x.size(1));
                Oracle oracle = trial.oracle();
                var runningMean = oracle.constant(c.mean);
                var runningVariance = oracle.constant(c.variance);
                var expected = torch.batch_norm(
                        oracle.constant(x),
                        optional(oracle.constant(c.weight)),
                        optional(oracle.constant(c.bias)),
                        optional(runningMean),
                        optional(runningVariance),
                        true,
                        MOMENTUM,
                        EPSILON,
                        false);
                var result = BatchNormalization.train(x, c.weight, c.bias, c.mean, c.variance, MOMENTUM, EPSILON);
                trial.agree(result.y(), expected);
                trial.agree(c.mean, runningMean);
                trial.agree(c.variance, runningVariance);
                assertThat(result.mean().shape()).containsExactly(x.size(1));
                assertThat(result.invstd().shape()).containsExactly(x.size(1));
            }
        });
    }

    /** Batch normalization of a part of a larger batch. */
    @OnEachDevice
    void trainOut_writesTheSameAsTrain(Device device) {
        Trial.forEach(device, trial -> {
            for (Tensor x : batches(trial)) {
                for (MemoryFormat format : x.dim() == 4 ? MemoryFormat.values() : new MemoryFormat[0]) {
                    Channels c = Channels.of(trial.tensors(), x.size(1));
                    Tensor whole = Tensor.cat(List.of(x, x), 0).contiguous(format);
                    Tensor y = whole.emptyLike().fill_(7);
                    long batch = x.size(0);
                    var expected = BatchNormalization.train(x, c.weight, c.bias, c.mean, c.variance, MOMENTUM, EPSILON);
                    var result = BatchNormalization.trainOut(
                            whole.narrow(0, batch, batch),
                            c.weight,
                            c.bias,
                            c.mean,
                            c.variance,
                            MOMENTUM,
                            EPSILON,
                            y.narrow(0, batch, batch));

                    assertThat(y.narrow(0, batch, batch).toDoubleArray())
                            .usingComparatorWithPrecision(1e-5)
                            .containsExactly(expected.y().toDoubleArray());
                    assertThat(y.narrow(0, 0, batch).toDoubleArray()).containsOnly(7);
                    assertThat(result.mean().toDoubleArray())
                            .usingComparatorWithPrecision(1e-5)
                            .containsExactly(expected.mean().toDoubleArray());
                    assertThat(result.invstd().toDoubleArray())
                            .usingComparatorWithPrecision(1e-4)
                            .containsExactly(expected.invstd().toDoubleArray());
                }
            }
        });
    }

    @Test
    void trainOut_thatIsRefused_leavesNoTensor() {
        try (Tensor x = Tensor.of(new float[6], 2, 3);
                Tensor ofChannels = Tensor.of(new float[3], 3);
                Tensor y = Tensor.of(new long[6], 2, 3)) {
            assertThatThrownBy(() -> BatchNormalization.trainOut(
                            x, ofChannels, ofChannels, ofChannels, ofChannels, 0.1, 1e-5, y))
                    .isInstanceOf(TorchException.class);
        }
    }

    /** libtorch would write wrong elements. */
    @Test
    void trainOut_rejectsOtherStrides() {
        try (var scope = TensorScope.open()) {
            Tensor dense = Tensor.ones(DType.F32, Device.CPU, 4, 3);
            Tensor transposed = Tensor.ones(DType.F32, Device.CPU, 3, 4).t();
            Tensor images = Tensor.ones(DType.F32, Device.CPU, 4, 3, 2, 2);
            Tensor channelsLast = images.contiguous(MemoryFormat.CHANNELS_LAST);
            Tensor columns = Tensor.ones(DType.F32, Device.CPU, 4, 2, 2, 3).permute(0, 3, 2, 1);
            assertTrainOutIsRefused(dense, transposed);
            assertTrainOutIsRefused(transposed, dense);
            assertTrainOutIsRefused(columns, columns.clone());
            assertTrainOutIsRefused(images, channelsLast);
            assertTrainOutIsRefused(channelsLast, images);
        }
    }

    private static void assertTrainOutIsRefused(Tensor x, Tensor y) {
        Tensor c = Tensor.ones(DType.F32, Device.CPU, 3);
        assertThatThrownBy(() -> BatchNormalization.trainOut(x, c, c, c, c, MOMENTUM, EPSILON, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "batch_norm: input " + x + " and out " + y + " are not contiguous in the same memory format;"
                                + " copy the input by contiguous(format), and create out in that format");
    }

    @OnEachDevice
    void evaluate_agreesWithTheOracle_andKeepsTheRunningStatistics(Device device) {
        Trial.forEach(device, trial -> {
            for (Tensor x : batches(trial)) {
                Channels c = Channels.of(trial.tensors(), x.size(1));
                Oracle oracle = trial.oracle();
                var runningMean = oracle.constant(c.mean);
                var runningVariance = oracle.constant(c.variance);
                var expected = torch.batch_norm(
                        oracle.constant(x),
                        optional(oracle.constant(c.weight)),
                        optional(oracle.constant(c.bias)),
                        optional(runningMean),
                        optional(runningVariance),
                        false,
                        MOMENTUM,
                        EPSILON,
                        false);
                trial.agree(BatchNormalization.evaluate(x, c.weight, c.bias, c.mean, c.variance, EPSILON), expected);
                trial.agree(c.mean, runningMean);
                trial.agree(c.variance, runningVariance);
            }
        });
    }

    @OnEachDevice
    void backward_agreesWithAutograd(Device device) {
        Trial.forEach(device, trial -> {
            for (Tensor input : batches(trial)) {
                Channels c = Channels.of(trial.tensors(), input.size(1));
                Oracle oracle = trial.oracle();
                var x = oracle.variable(input);
                var weight = oracle.variable(c.weight);
                var bias = oracle.variable(c.bias);
                var y = torch.batch_norm(
                        x,
                        optional(weight),
                        optional(bias),
                        optional(oracle.constant(c.mean)),
                        optional(oracle.constant(c.variance)),
                        true,
                        MOMENTUM,
                        EPSILON,
                        false);
                Tensor gradY = trial.tensors().normal(input.shape());
                torch.mul(y, oracle.constant(gradY)).sum().backward();

                var forward = BatchNormalization.train(input, c.weight, c.bias, c.mean, c.variance, MOMENTUM, EPSILON);
                var gradients = BatchNormalization.backward(gradY, input, c.weight, forward, EPSILON, true);
                trial.agree(gradients.input(), x.grad());
                trial.agree(gradients.weight(), weight.grad());
                trial.agree(gradients.bias(), bias.grad());
            }
        });
    }

    @OnEachDevice
    void backward_withoutParameterMask_returnsTheInputGradientOnly(Device device) {
        Trial.forEach(device, trial -> {
            Tensor x = trial.tensors().normal(8, 3);
            Channels c = Channels.of(trial.tensors(), 3);
            var forward = BatchNormalization.train(x, c.weight, c.bias, c.mean, c.variance, MOMENTUM, EPSILON);
            var all = BatchNormalization.backward(x, x, c.weight, forward, EPSILON, true);
            var input = BatchNormalization.backward(x, x, c.weight, forward, EPSILON, false);
            trial.agree(input.input(), trial.oracle().constant(all.input()));
            assertThat(input.weight()).isNull();
            assertThat(input.bias()).isNull();
        });
    }

    @Test
    void everyPass_refusesOtherNumbersOfChannels() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, 8, 3);
            Tensor c = Tensor.zeros(DType.F32, Device.CPU, 3);
            Tensor two = Tensor.zeros(DType.F32, Device.CPU, 2);
            var forward = BatchNormalization.train(x, c, c, c, c, MOMENTUM, EPSILON);
            for (ThrowingCallable pass : List.<ThrowingCallable>of(
                    () -> BatchNormalization.train(x, two, c, c, c, MOMENTUM, EPSILON),
                    () -> BatchNormalization.train(x, c, two, c, c, MOMENTUM, EPSILON),
                    () -> BatchNormalization.evaluate(x, c, c, two, c, EPSILON),
                    () -> BatchNormalization.evaluate(x, c, c, c, two, EPSILON),
                    () -> BatchNormalization.backward(x, x, two, forward, EPSILON, true))) {
                assertThatThrownBy(pass)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("batch_norm: a parameter or statistic is f32 (2), expected (3)");
            }
        }
    }

    @Test
    void backward_ofAGradientOfAnotherShape_isRefused() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, 8, 3);
            Tensor gradY = Tensor.zeros(DType.F32, Device.CPU, 4, 3);
            Tensor c = Tensor.zeros(DType.F32, Device.CPU, 3);
            var forward = BatchNormalization.train(x, c, c, c, c, MOMENTUM, EPSILON);
            assertThatThrownBy(() -> BatchNormalization.backward(gradY, x, c, forward, EPSILON, true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch_norm: gradient is f32 (4, 3), expected (8, 3)");
        }
    }

    @Test
    void everyPass_refusesOtherTypes() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, 8, 3);
            Tensor c = Tensor.zeros(DType.F32, Device.CPU, 3);
            Tensor wide = Tensor.zeros(DType.F64, Device.CPU, 3);
            var forward = BatchNormalization.train(x, c, c, c, c, MOMENTUM, EPSILON);
            for (ThrowingCallable pass : List.<ThrowingCallable>of(
                    () -> BatchNormalization.train(x, wide, c, c, c, MOMENTUM, EPSILON),
                    () -> BatchNormalization.train(x, c, c, c, wide, MOMENTUM, EPSILON),
                    () -> BatchNormalization.evaluate(x, c, wide, c, c, EPSILON),
                    () -> BatchNormalization.evaluate(x, c, c, wide, c, EPSILON),
                    () -> BatchNormalization.backward(x, x, wide, forward, EPSILON, true))) {
                assertThatThrownBy(pass)
                        .isInstanceOf(TorchException.class)
                        .hasMessageStartingWith("native_batch_norm")
                        .hasMessageContaining("f64 (3)");
            }
        }
    }

    private static Tensor[] batches(Trial trial) {
        int batch = trial.size(4, 9);
        int channels = trial.size(1, 6);
        return new Tensor[] {
            trial.tensors().normal(batch, channels),
            trial.tensors().normal(batch, channels, trial.size(2, 5), trial.size(2, 5))
        };
    }

    private record Channels(Tensor weight, Tensor bias, Tensor mean, Tensor variance) {
        static Channels of(RandomTensors tensors, long channels) {
            return new Channels(
                    tensors.normal(channels),
                    tensors.normal(channels),
                    tensors.normal(channels),
                    tensors.uniform(0.5, 2, channels));
        }
    }
}
