package wgan.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static wgan.testing.Oracle.optional;

import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.testing.LiveTensors;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.Trial;
import wgan.torch.Convolutions.Geometry;

@ExtendWith(LiveTensors.class)
class ConvolutionsTests {
    private static final Geometry CONV = new Geometry(2, 2, false);
    private static final Geometry TRANSPOSED = new Geometry(2, 1, true);

    @OnEachDevice
    void forward_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            for (Case c : Case.bothWays(trial)) {
                Oracle oracle = trial.oracle();
                trial.agree(
                        Convolutions.convolution(c.x, c.weight, c.bias, c.geometry),
                        c.expected(oracle.constant(c.x), oracle.constant(c.weight), oracle.constant(c.bias)));
                try (Tensor noBias = c.bias.fullLike(0)) {
                    trial.agree(
                            Convolutions.convolution(c.x, c.weight, null, c.geometry),
                            c.expected(oracle.constant(c.x), oracle.constant(c.weight), oracle.constant(noBias)));
                }
            }
        });
    }

    @OnEachDevice
    void backward_agreesWithAutograd(Device device) {
        Trial.forEach(device, trial -> {
            for (Case c : Case.bothWays(trial)) {
                Oracle oracle = trial.oracle();
                var x = oracle.variable(c.x);
                var weight = oracle.variable(c.weight);
                var y = c.expected(x, weight, oracle.constant(c.bias));
                Tensor gradY = trial.tensors().normal(y.shape());
                torch.mul(y, oracle.constant(gradY)).sum().backward();

                var gradients = Convolutions.convolutionBackward(gradY, c.x, c.weight, c.geometry, true, true);
                trial.agree(gradients.input(), x.grad());
                trial.agree(gradients.weight(), weight.grad());
                // Not bias.grad(): for a transposed convolution in f32, it has larger rounding errors than this sum.
                trial.agree(gradients.bias(), oracle.constant(gradY).sum(new long[] {0, 2, 3}));
            }
        });
    }

    @OnEachDevice
    void backward_returnsOnlyTheGradientsOfTheOutputMask(Device device) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.full(1, DType.F32, device, 1, 2, 6, 6);
            Tensor weight = Tensor.full(1, DType.F32, device, 3, 2, 5, 5);
            Tensor gradY = Tensor.full(1, DType.F32, device, 1, 3, 3, 3);
            var inputOnly = Convolutions.convolutionBackward(gradY, x, weight, CONV, true, false);
            assertThat(inputOnly.input()).isNotNull();
            assertThat(inputOnly.weight()).isNull();
            assertThat(inputOnly.bias()).isNull();
            var parametersOnly = Convolutions.convolutionBackward(gradY, x, weight, CONV, false, true);
            assertThat(parametersOnly.input()).isNull();
            assertThat(parametersOnly.weight().shape()).containsExactly(3, 2, 5, 5);
            assertThat(parametersOnly.bias().shape()).containsExactly(3);
        }
    }

    @Test
    void convolutionBackward_thatIsRefused_leavesNoTensor() {
        try (Tensor x = Tensor.of(new float[16 * 16], 16, 1, 4, 4);
                Tensor weight = Tensor.of(new float[2 * 25], 2, 1, 5, 5);
                Tensor gradY = Tensor.of(new float[16 * 2 * 4], 16, 2, 2, 2);
                Tensor other = Tensor.of(new double[16 * 16], 16, 1, 4, 4)) {
            assertThatThrownBy(() -> Convolutions.convolutionBackward(
                            gradY, other, weight, new Geometry(2, 2, false), true, true))
                    .isInstanceOf(TorchException.class);
            Convolutions.Gradients gradients =
                    Convolutions.convolutionBackward(gradY, x, weight, new Geometry(2, 2, false), true, true);
            List.of(gradients.input(), gradients.weight(), gradients.bias()).forEach(Tensor::close);
        }
    }

    @Test
    void convolution_ofTooFewChannels_namesShapesAndGeometry() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, 1, 1, 8, 8);
            Tensor weight = Tensor.zeros(DType.F32, Device.CPU, 4, 2, 5, 5);
            assertThatThrownBy(() -> Convolutions.convolution(x, weight, null, CONV))
                    .isInstanceOf(TorchException.class)
                    .hasMessageStartingWith(
                            "convolution(f32 (1, 1, 8, 8), f32 (4, 2, 5, 5), None, [2, 2], [2, 2], [1, 1],"
                                    + " false, [0, 0], 1): ")
                    .hasMessageContaining("expected input[1, 1, 8, 8] to have 2 channels, but got 1 channels instead");
        }
    }

    @Test
    void convolutionBackward_ofVectors_leaksNothing() {
        try (Tensor vector = Tensor.zeros(DType.F32, Device.CPU, 4)) {
            long before = References.to(vector);
            assertThatThrownBy(() -> Convolutions.convolutionBackward(vector, vector, vector, TRANSPOSED, true, true))
                    .isInstanceOf(TorchException.class)
                    .hasMessageEndingWith(": weight should have at least three dimensions");
            assertThat(References.to(vector)).isEqualTo(before);
        }
    }

    /** The sub-pixel algorithm, at its limits and where it must not be used. */
    @OnEachDevice
    void transposedConvolutionOfFewChannels_agreesWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            for (Geometry geometry :
                    List.of(TRANSPOSED, new Geometry(2, 2, true), new Geometry(1, 1, true), new Geometry(2, 0, true))) {
                for (int kernel = 3; kernel <= 6; kernel++) {
                    for (int out : new int[] {1, 3, 4, 5}) {
                        Case c = Case.of(trial, trial.size(15, 17), geometry, kernel, trial.size(1, 3), out);
                        Oracle oracle = trial.oracle();
                        trial.agree(
                                Convolutions.convolution(c.x, c.weight, c.bias, c.geometry),
                                c.expected(oracle.constant(c.x), oracle.constant(c.weight), oracle.constant(c.bias)));
                    }
                }
            }
        });
    }

    /** From 16 images on, the sub-pixel algorithm is used: it must not accept more than libtorch's convolution does. */
    @ParameterizedTest
    @ValueSource(ints = {15, 16})
    void tensorsThatDoNotFit_areRefusedForAnyNumberOfImages(int batch) {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, batch, 2, 4, 4);
            // (in, out, k, k) of a transposed convolution; (out, in, k, k) of a plain one, whose result is like x
            Tensor weight = Tensor.zeros(DType.F32, Device.CPU, 2, 3, 4, 4);
            for (long[] bias : new long[][] {{1}, {2}, {}, {1, 3}}) {
                assertThatThrownBy(() -> Convolutions.convolution(
                                x, weight, Tensor.zeros(DType.F32, Device.CPU, bias), TRANSPOSED))
                        .as("%s", Tensor.describe(bias))
                        .isInstanceOf(TorchException.class);
            }
            Geometry plain = new Geometry(2, 1, false);
            for (Tensor input : List.of(
                    Tensor.zeros(DType.F32, Device.CPU, batch + 1, 3, 8, 8),
                    Tensor.zeros(DType.F32, Device.CPU, batch, 4, 8, 8),
                    Tensor.zeros(DType.F64, Device.CPU, batch, 3, 8, 8))) {
                assertThatThrownBy(() -> Convolutions.convolutionBackward(x, input, weight, plain, true, false))
                        .as("%s", input)
                        .isInstanceOf(TorchException.class);
            }
        }
    }

    /** An input of odd size does not have twice the size of the output. */
    @OnEachDevice
    void inputGradientOfFewChannels_agreesWithAutograd(Device device) {
        Trial.forEach(device, trial -> {
            for (int in : new int[] {1, 4, 5}) {
                for (int kernel = 4; kernel <= 6; kernel++) {
                    Case c = Case.of(trial, trial.size(15, 17), CONV, kernel, in, trial.size(1, 5));
                    Oracle oracle = trial.oracle();
                    var x = oracle.variable(c.x);
                    var y = c.expected(x, oracle.constant(c.weight), oracle.constant(c.bias));
                    Tensor gradY = trial.tensors().normal(y.shape());
                    torch.mul(y, oracle.constant(gradY)).sum().backward();

                    var gradients = Convolutions.convolutionBackward(gradY, c.x, c.weight, c.geometry, true, false);
                    trial.agree(gradients.input(), x.grad());
                }
            }
        });
    }

    @Test
    void convolutionsOfFewChannels_returnChannelsLast() {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.full(1, DType.BF16, Device.CPU, 16, 3, 4, 5).contiguous(MemoryFormat.CHANNELS_LAST);
            Tensor weight = Tensor.full(1, DType.BF16, Device.CPU, 3, 4, 4, 4);
            Tensor y = Convolutions.convolution(x, weight, null, TRANSPOSED);

            assertThat(y.shape()).containsExactly(16, 4, 8, 10);
            assertThat(y.dtype()).isEqualTo(DType.BF16);
            assertThat(y.isContiguous(MemoryFormat.CHANNELS_LAST)).isTrue();
        }
    }

    /** A convolution of random size, also between images of one channel and others. */
    private record Case(Tensor x, Tensor weight, Tensor bias, Geometry geometry) {
        static Case[] bothWays(Trial trial) {
            return new Case[] {
                of(trial, CONV, 5, trial.size(2, 5), trial.size(1, 5)),
                of(trial, CONV, 5, 1, trial.size(1, 5)),
                of(trial, TRANSPOSED, 4, trial.size(1, 5), trial.size(2, 5)),
                of(trial, TRANSPOSED, 4, trial.size(1, 5), 1)
            };
        }

        private static Case of(Trial trial, Geometry geometry, int kernel, int in, int out) {
            return of(trial, trial.size(1, 4), geometry, kernel, in, out);
        }

        static Case of(Trial trial, int batch, Geometry geometry, int kernel, int in, int out) {
            var tensors = trial.tensors();
            return new Case(
                    tensors.normal(batch, in, trial.size(3, 9), trial.size(3, 9)),
                    geometry.transposed()
                            ? tensors.normal(in, out, kernel, kernel)
                            : tensors.normal(out, in, kernel, kernel),
                    tensors.normal(out),
                    geometry);
        }

        org.bytedeco.pytorch.Tensor expected(
                org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor weight, org.bytedeco.pytorch.Tensor bias) {
            long[] stride = {geometry.stride(), geometry.stride()};
            long[] padding = {geometry.padding(), geometry.padding()};
            return geometry.transposed()
                    ? torch.conv_transpose2d(x, weight, optional(bias), stride, padding, new long[] {0, 0}, 1, 1, 1)
                    : torch.conv2d(x, weight, optional(bias), stride, padding, new long[] {1, 1}, 1);
        }
    }
}
