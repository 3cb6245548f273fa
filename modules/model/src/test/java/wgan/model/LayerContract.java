package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.model.Layer.OutputMask;
import wgan.model.Network.NamedLayer;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.MemoryFormat;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The tests of every layer, in f64: its passes are compared with those of libtorch's presets, its derivatives with finite
 * differences.
 */
@TestInstance(PER_CLASS)
abstract class LayerContract {
    /** Both sides compute in double precision, but not in the same order. */
    private static final double ROUNDING = 1e-12;

    /** The order of the elements of a tensor in memory. */
    enum Layout {
        ROW_MAJOR,
        /** The first dimension changes fastest. */
        TRANSPOSED,
        CHANNELS_LAST
    }

    /**
     * An input of a layer.
     *
     * @param batches the number of batches that it contains, one after the other
     * @param layout of the input and of the gradient with respect to the output
     */
    record Input(int batches, Layout layout, List<Long> sizes) {
        Input(int batches, Layout layout, long... sizes) {
            this(batches, layout, Arrays.stream(sizes).boxed().toList());
        }

        long[] shape() {
            return sizes.stream().mapToLong(Long::longValue).toArray();
        }
    }

    final RandomTensors random = new RandomTensors(new Random(42), DType.F64, Device.CPU);

    /** Returns a new layer. */
    abstract Layer layer();

    /** Returns whether it supports Jacobian-vector products. */
    abstract boolean isPiecewiseLinear();

    abstract Stream<Input> inputs();

    /**
     * Computes y = f(x) in training mode with the presets.
     *
     * @param state the layer's parameters, then its buffers of real numbers
     */
    abstract org.bytedeco.pytorch.Tensor trained(
            org.bytedeco.pytorch.Tensor x, List<org.bytedeco.pytorch.Tensor> state, int batches);

    /** Computes y = f(x) in evaluation mode with the presets. */
    org.bytedeco.pytorch.Tensor evaluated(org.bytedeco.pytorch.Tensor x, List<org.bytedeco.pytorch.Tensor> state) {
        return trained(x, state, 1);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void passes_agreeWithThePresets(Input input) {
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer);
                Oracle oracle = Oracle.open()) {
            Tensor x = tensor(input.layout(), input.shape());
            var expectedX = oracle.variable(x);
            var state = state(layer).map(oracle::variable).toList();
            var expectedY = trained(expectedX, state, input.batches());

            Layer.Pass pass = network.forward(x, input.batches());
            assertThat(Oracle.maxDifference(pass.output(), expectedY)).as("y").isLessThan(ROUNDING);

            Tensor gradY = tensor(input.layout(), pass.output().shape());
            expectedY.mul(oracle.constant(gradY)).sum().backward();
            Tensor gradX = Objects.requireNonNull(pass.backward(gradY, OutputMask.BOTH));
            assertThat(Oracle.distance(gradX, expectedX.grad())).as("dL/dx").isLessThan(ROUNDING);
            for (int i = 0; i < layer.parameters().size(); i++) {
                Parameter parameter = layer.parameters().get(i);
                assertThat(Oracle.distance(parameter.grad(), state.get(i).grad()))
                        .as("dL/d%s", parameter.name())
                        .isLessThan(ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void derivatives_areThoseOfFiniteDifferences(Input input) {
        try (var scope = TensorScope.open();
                Network network = network(layer())) {
            LayerCheck.check(network, tensor(input.layout(), input.shape()), input.batches());
        }
    }

    /** LayerCheck does not check the Jacobian-vector product of a layer that does not support it. */
    @ParameterizedTest
    @MethodSource("inputs")
    void jvp_isSupportedByPiecewiseLinearLayersOnly(Input input) {
        try (var scope = TensorScope.open();
                Network network = network(layer())) {
            Tensor x = tensor(input.layout(), input.shape());
            Layer.Pass pass = network.forward(x, input.batches());
            ThrowableAssert.ThrowingCallable jvp = () -> pass.jvp(x);
            if (isPiecewiseLinear()) {
                assertThatCode(jvp).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(jvp)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage("jvp: " + layer().getClass().getSimpleName()
                                + "Pass is not piecewise linear, so its second derivatives are not supported");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void evaluate_agreesWithThePresets_andChangesNothing(Input input) {
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer);
                Oracle oracle = Oracle.open()) {
            Tensor x = tensor(input.layout(), input.shape());
            var state = state(layer).map(oracle::constant).toList();

            Tensor y = network.evaluate(x);

            assertThat(Oracle.maxDifference(y, evaluated(oracle.constant(x), state)))
                    .isLessThan(ROUNDING);
            assertThat(Stream.concat(state(layer), Stream.of(x)).map(Tensor::toDoubleArray))
                    .as("state and input")
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(Stream.concat(state.stream(), Stream.of(oracle.constant(x)))
                            .map(Oracle::elements)
                            .toList());
        }
    }

    /** Returns a network of the layer alone, with random parameters, and with buffers that could be means or variances. */
    Network network(Layer layer) {
        Network network = new Network(List.of(new NamedLayer("layer", layer)), DType.F64, Device.CPU);
        for (Tensor tensor : state(layer).toList()) {
            tensor.copy_(random.uniform(0.5, 1.5, tensor.shape()));
        }
        return network;
    }

    private static Stream<Tensor> state(Layer layer) {
        return Stream.concat(
                layer.parameters().stream().map(Parameter::value),
                layer.buffers().stream()
                        .map(Buffer::value)
                        .filter(value -> value.dtype().isFloatingPoint()));
    }

    private Tensor tensor(Layout layout, long... shape) {
        return switch (layout) {
            case ROW_MAJOR -> random.normal(shape);
            case CHANNELS_LAST -> random.normal(shape).clone(MemoryFormat.CHANNELS_LAST);
            case TRANSPOSED -> {
                int last = shape.length - 1;
                long[] swapped = shape.clone();
                swapped[0] = shape[last];
                swapped[last] = shape[0];
                yield random.normal(swapped).transpose(0, last);
            }
        };
    }
}
