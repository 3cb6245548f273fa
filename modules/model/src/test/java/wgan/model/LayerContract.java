package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
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
 * What holds of every layer: its passes are those of the presets, its gradients those of finite differences.
 *
 * <p>All of it in float64, with a random linear functional of the output for a loss.
 */
@TestInstance(PER_CLASS)
abstract class LayerContract {
    /** Both sides compute in double precision, but not in the same order. */
    private static final double ROUNDING = 1e-12;

    /** How far an element is moved to either side for a finite difference. */
    private static final double STEP = 1e-5;
    /** What that leaves of the terms of third order, and of rounding divided by the step. */
    private static final double DIFFERENCES = 1e-7;

    /** How the elements of a tensor lie in memory. */
    enum Layout {
        ROW_MAJOR,
        /** With the outermost dimension innermost. */
        TRANSPOSED,
        CHANNELS_LAST
    }

    /**
     * What a layer is tried on.
     *
     * @param groups batches, one after the other
     * @param layout of the input and of the gradient that comes back
     */
    record Input(int groups, Layout layout, List<Long> sizes) {
        Input(int groups, Layout layout, long... sizes) {
            this(groups, layout, Arrays.stream(sizes).boxed().toList());
        }

        long[] shape() {
            return sizes.stream().mapToLong(Long::longValue).toArray();
        }
    }

    final RandomTensors random = new RandomTensors(new Random(42), DType.F64, Device.CPU);

    /** A new layer. */
    abstract Layer layer();

    abstract Stream<Input> inputs();

    /**
     * y = f(x) in training by the presets.
     *
     * @param state the layer's parameters, then its buffers of real numbers
     */
    abstract org.bytedeco.pytorch.Tensor trained(
            org.bytedeco.pytorch.Tensor x, List<org.bytedeco.pytorch.Tensor> state, int groups);

    /** y = f(x) in evaluation by the presets. */
    org.bytedeco.pytorch.Tensor evaluated(org.bytedeco.pytorch.Tensor x, List<org.bytedeco.pytorch.Tensor> state) {
        return trained(x, state, 1);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void passes_areThoseOfThePresets(Input input) {
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer);
                Oracle oracle = Oracle.open()) {
            Tensor x = tensor(input.layout(), input.shape());
            var expectedX = oracle.variable(x);
            var state = state(layer).map(oracle::variable).toList();
            var expectedY = trained(expectedX, state, input.groups());

            Layer.Pass pass = network.forward(x, input.groups());
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
    void gradients_areThoseOfFiniteDifferences(Input input) {
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer)) {
            Tensor x = tensor(input.layout(), input.shape());
            Layer.Pass pass = network.forward(x, input.groups());
            Tensor gradY = tensor(input.layout(), pass.output().shape());
            Tensor gradX = Objects.requireNonNull(pass.backward(gradY, OutputMask.BOTH));

            DoubleSupplier loss = () -> {
                try (var temporaries = TensorScope.open()) {
                    Tensor y = network.forward(x, input.groups()).output();
                    return y.mul(gradY).sum().item();
                }
            };
            assertGradient("x", gradX, x, loss);
            for (Parameter parameter : layer.parameters()) {
                assertGradient(parameter.name(), parameter.grad(), parameter.value(), loss);
            }
        }
    }

    private static void assertGradient(String name, Tensor gradient, Tensor of, DoubleSupplier loss) {
        double[] actual = gradient.toDoubleArray();
        double scale = Math.max(1, Arrays.stream(actual).map(Math::abs).max().orElseThrow());
        double[] elements = of.toDoubleArray();
        for (int i = 0; i < elements.length; i++) {
            double element = elements[i];
            elements[i] = element + STEP;
            of.copy_(elements);
            double above = loss.getAsDouble();
            elements[i] = element - STEP;
            of.copy_(elements);
            double below = loss.getAsDouble();
            elements[i] = element;
            assertThat(actual[i])
                    .as("dL/d%s[%d]", name, i)
                    .isCloseTo((above - below) / (2 * STEP), offset(DIFFERENCES * scale));
        }
        of.copy_(elements);
    }

    /** Whether it is linear between kinks, so that its passes have tangents. */
    boolean hasTangent() {
        return true;
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void tangent_isTheDerivativeInThatDirection(Input input) {
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer)) {
            Tensor x = tensor(input.layout(), input.shape());
            Tensor u = tensor(input.layout(), input.shape());
            Layer.Pass pass = network.forward(x, input.groups());
            if (!hasTangent()) {
                assertThatThrownBy(() -> pass.jvp(u))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage(
                                "tangent: " + layer.getClass().getSimpleName()
                                        + "Pass is curved, expected a function that is linear between kinks; leave such a layer out");
                return;
            }
            Tensor above = network.forward(x.add(u, STEP), input.groups()).output();
            Tensor below = network.forward(x.add(u, -STEP), input.groups()).output();
            double[] expected = above.sub(below).mul(1 / (2 * STEP)).toDoubleArray();
            assertThat(pass.jvp(u).output().shape()).isEqualTo(pass.output().shape());
            assertThat(pass.jvp(u).output().toDoubleArray())
                    .usingComparatorWithPrecision(DIFFERENCES)
                    .containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void gradientsOfATangent_areThoseOfFiniteDifferences(Input input) {
        if (!hasTangent()) {
            return;
        }
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer)) {
            Tensor x = tensor(input.layout(), input.shape());
            Tensor u = tensor(input.layout(), input.shape());
            network.gradients().fill_(Double.NaN);
            Layer.Pass tangent = network.forward(x, input.groups()).jvp(u);
            Tensor v = tensor(input.layout(), tangent.output().shape());
            Tensor gradU = Objects.requireNonNull(tangent.backward(v, OutputMask.BOTH));

            DoubleSupplier product = () -> {
                try (var temporaries = TensorScope.open()) {
                    Tensor derivative =
                            network.forward(x, input.groups()).jvp(u).output();
                    return derivative.mul(v).sum().item();
                }
            };
            assertGradient("u", gradU, u, product);
            for (Parameter parameter : layer.parameters()) {
                assertGradient(parameter.name(), parameter.grad(), parameter.value(), product);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void backward_worksOutWhatIsWanted(Input input) {
        Layer layer = layer();
        try (var scope = TensorScope.open();
                Network network = network(layer)) {
            Layer.Pass pass = network.forward(tensor(input.layout(), input.shape()), input.groups());
            Tensor gradY = tensor(input.layout(), pass.output().shape());
            double[] gradX = Objects.requireNonNull(pass.backward(gradY, OutputMask.BOTH))
                    .toDoubleArray();
            List<double[]> gradients = gradients(layer);

            network.gradients().fill_(Double.NaN);
            assertThat(Objects.requireNonNull(pass.backward(gradY, OutputMask.INPUT))
                            .toDoubleArray())
                    .containsExactly(gradX);
            assertThat(gradients(layer))
                    .allSatisfy(gradient -> assertThat(gradient).containsOnly(Double.NaN));

            assertThat(pass.backward(gradY, OutputMask.PARAMETERS)).isNull();
            assertThat(gradients(layer)).usingElementComparator(Arrays::compare).isEqualTo(gradients);
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void evaluate_isThatOfThePresets(Input input) {
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
                    .as("what it was given")
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(Stream.concat(state.stream(), Stream.of(oracle.constant(x)))
                            .map(Oracle::elements)
                            .toList());
        }
    }

    /** The layer alone, with random parameters and with buffers that could be means or variances. */
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

    private static List<double[]> gradients(Layer layer) {
        List<double[]> gradients = new ArrayList<>();
        layer.parameters().forEach(parameter -> gradients.add(parameter.grad().toDoubleArray()));
        return gradients;
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
