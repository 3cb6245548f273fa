package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;

/** Compares with arithmetic instead of the oracle, so that it runs on a GPU, too, for which there is no oracle. */
@ExtendWith(LiveTensors.class)
class BatchNormalizationArithmeticTests {
    private static final double EPSILON = 1e-5;
    private static final int CHANNELS = 3;

    /** The types of a batch, and of its parameters. */
    private enum Types {
        F64(DType.F64, DType.F64, 1e-12),
        F32(DType.F32, DType.F32, 1e-4),
        MIXED(DType.BF16, DType.F32, 0.1);

        private final DType batch;
        private final DType parameters;
        private final double tolerance;

        Types(DType batch, DType parameters, double tolerance) {
            this.batch = batch;
            this.parameters = parameters;
            this.tolerance = tolerance;
        }
    }

    @OnEachDevice
    void evaluate_andItsGradients_haveConstantStatistics(Device device) {
        forEachBatch(device, (types, x, gradY) -> {
            Tensor weight = parameters(1, types, device);
            Tensor bias = parameters(2, types, device);
            Tensor mean = parameters(3, types, device);
            Tensor var = parameters(4, types, device).mul(parameters(4, types, device));

            Tensor y = BatchNormalization.evaluate(x, weight, bias, mean, var, EPSILON);
            BatchNormalization.Gradients gradients =
                    BatchNormalization.evaluateBackward(gradY, x, weight, mean, var, EPSILON);

            Tensor std = wide(var).add(EPSILON).sqrt();
            Tensor normalized = wide(x).sub(ofChannels(mean, x)).div(ofChannels(std, x));
            assertClose(y, normalized.mul(ofChannels(weight, x)).add(ofChannels(bias, x)), types);
            assertClose(
                    gradients.input(), wide(gradY).mul(ofChannels(wide(weight).div(std), x)), types);
            assertClose(gradients.weight(), sumOfChannels(wide(gradY).mul(normalized)), types);
            assertClose(gradients.bias(), sumOfChannels(wide(gradY)), types);
        });
    }

    @OnEachDevice
    void statistics_areThoseOfEachChannel(Device device) {
        forEachBatch(device, (types, x, gradY) -> {
            BatchNormalization.Statistics statistics = BatchNormalization.statistics(x, types.parameters);

            double count = (double) x.numel() / CHANNELS;
            Tensor mean = sumOfChannels(wide(x)).div(count);
            Tensor centered = wide(x).sub(ofChannels(mean, x));
            assertClose(statistics.mean(), mean, types);
            assertClose(statistics.var(), sumOfChannels(centered.mul(centered)).div(count), types);
        });
    }

    @FunctionalInterface
    private interface Check {
        void of(Types types, Tensor x, Tensor gradY);
    }

    /** Makes a check with vectors, and with images in both memory formats. */
    private static void forEachBatch(Device device, Check check) {
        for (Types types : Types.values()) {
            for (long[] shape : List.of(new long[] {5, CHANNELS}, new long[] {4, CHANNELS, 6, 2})) {
                for (MemoryFormat format : shape.length == 4 ? MemoryFormat.values() : new MemoryFormat[] {null}) {
                    try (TensorScope scope = TensorScope.open()) {
                        Tensor x = numbers(5, shape).to(device).to(types.batch);
                        Tensor gradY = numbers(6, shape).to(device).to(types.batch);
                        check.of(
                                types,
                                format == null ? x : x.contiguous(format),
                                format == null ? gradY : gradY.contiguous(format));
                    }
                }
            }
        }
    }

    private static Tensor parameters(int seed, Types types, Device device) {
        return numbers(seed, CHANNELS).to(device).to(types.parameters);
    }

    private static Tensor numbers(int seed, long... shape) {
        int size = 1;
        for (long length : shape) {
            size *= (int) length;
        }
        return Tensor.of(new SplittableRandom(seed).doubles(size, 0.5, 2).toArray(), shape);
    }

    private static Tensor wide(Tensor tensor) {
        return tensor.to(DType.F64);
    }

    /** Returns numbers of channels in a shape that broadcasts with the batch. */
    private static Tensor ofChannels(Tensor numbers, Tensor batch) {
        return wide(numbers).view(batch.dim() == 4 ? new long[] {1, CHANNELS, 1, 1} : new long[] {1, CHANNELS});
    }

    private static Tensor sumOfChannels(Tensor batch) {
        return batch.dim() == 4 ? batch.sum(3).sum(2).sum(0) : batch.sum(0);
    }

    private static void assertClose(Tensor actual, Tensor expected, Types types) {
        double[] found = wide(actual).toDoubleArray();
        double[] wanted = expected.toDoubleArray();
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], within(types.tolerance * Math.max(1, Math.abs(wanted[i]))));
        }
    }
}
