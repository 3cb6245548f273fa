package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.model.Layer.OutputMask;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class NetworkTests {
    private static final int ALIGNMENT = 16;

    private final Random random = new Random(3);
    private final RandomTensors tensors = new RandomTensors(random, DType.F64, Device.CPU);

    /** For random layers: each parameter is a view of a separate aligned part, and the padding is never written. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void parameters_areAlignedViewsOfTheFlatTensors(long seed) {
        Random sizes = new Random(seed);
        int inputs = sizes.nextInt(1, 40);
        int inside = sizes.nextInt(1, 40);
        int outputs = sizes.nextInt(1, 40);
        try (var scope = TensorScope.open();
                Network network = network(
                        new Linear(inputs, inside),
                        new BatchNorm(inside),
                        new LeakyRelu(0.2),
                        new Linear(inside, outputs))) {
            network.initialize(new Seed(seed), 0);
            Layer.Pass pass = network.forward(tensors.normal(4, inputs));
            pass.backward(tensors.normal(4, outputs), OutputMask.PARAMETERS);
            double[] values = network.masterParameters().toDoubleArray();
            double[] gradients = network.gradients().toDoubleArray();

            int offset = 0;
            for (Parameter parameter : network.parameters()) {
                int end = offset + (int) parameter.numel();
                assertThat(parameter.value().toDoubleArray()).isEqualTo(Arrays.copyOfRange(values, offset, end));
                assertThat(parameter.grad().toDoubleArray()).isEqualTo(Arrays.copyOfRange(gradients, offset, end));
                assertThat(parameter.value().shape()).isEqualTo(parameter.shape());
                offset = Math.ceilDiv(end, ALIGNMENT) * ALIGNMENT;
                assertThat(Arrays.copyOfRange(values, end, offset)).isEqualTo(zeros(offset - end));
                assertThat(Arrays.copyOfRange(gradients, end, offset)).isEqualTo(zeros(offset - end));
            }
            assertThat(values).hasSize(offset);
            assertThat(gradients).hasSize(offset);

            network.masterParameters().fill_(7);
            assertThat(network.parameters())
                    .allSatisfy(parameter ->
                            assertThat(parameter.value().toDoubleArray()).containsOnly(7));
        }
    }

    private static double[] zeros(int count) {
        return new double[count];
    }

    @Test
    void impossibleLayers_areRefused() {
        assertThatThrownBy(NetworkTests::network)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network: it has no layers, expected 1 or more");
        assertThatThrownBy(() -> new LayerSummary("fc1", "Linear", List.of(1L << 32, 1L << 31), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "layer fc1: output is [4294967296, 2147483648] with 0 parameters, expected sizes of 0 or more and"
                                + " fewer than 2^63 elements");
    }

    @Test
    void parameterCount_isWithoutPadding() {
        try (Network network = network(new Linear(3, 2), new BatchNorm(2))) {
            assertThat(network.parameterCount()).isEqualTo(3 * 2 + 2 + 2 + 2);
            assertThat(network.masterParameters().numel()).isEqualTo(4 * ALIGNMENT);
        }
    }

    @Test
    void networkForEvaluation_computesTheSame_withoutGradients() {
        Linear linear = new Linear(3, 2);
        BatchNorm norm = new BatchNorm(2);
        try (var scope = TensorScope.open();
                Network trained = network(new Linear(3, 2), new BatchNorm(2));
                Network network = Network.forEvaluation(
                        List.of(new NamedLayer("0", linear), new NamedLayer("1", norm)), DType.F64, Device.CPU)) {
            trained.initialize(new Seed(5), 0);
            trained.state().forEach((name, tensor) -> network.state().get(name).copy_(tensor));
            Tensor x = tensors.normal(4, 3);
            assertThat(network.evaluate(x).toDoubleArray())
                    .isEqualTo(trained.evaluate(x).toDoubleArray());
            assertThatThrownBy(network::gradients)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("gradients: the network is for evaluation only, and has none");
            assertThatThrownBy(linear.parameters().getFirst()::grad)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("parameter weight: its network is for evaluation only, without gradients");
        }
    }

    @Test
    void state_isNamedAsInPyTorch() {
        try (Network network = network(new Linear(3, 2), new Relu(), new BatchNorm(2))) {
            assertThat(network.state().keySet())
                    .containsExactly(
                            "0.weight",
                            "0.bias",
                            "2.weight",
                            "2.bias",
                            "2.running_mean",
                            "2.running_var",
                            "2.num_batches_tracked");
        }
    }

    /** Uniform in ±1/√fan-in has mean 0 and variance 1/(3 · fan-in); the tolerances are six deviations wide. */
    @Test
    void initialize_isUniformWithinTheFanIn() {
        Convolution transposed = Convolution.transposed(64, 32, 5, 1, 0);
        try (Network network = network(new Linear(400, 128), Convolution.plain(16, 64, 5, 1, 0), transposed)) {
            network.initialize(new Seed(1), 0);
            double[] fanIn = {400, 16 * 25, 32 * 25}; // a transposed convolution's as PyTorch takes it: outputs · k²
            for (int layer = 0; layer < fanIn.length; layer++) {
                double bound = 1 / Math.sqrt(fanIn[layer]);
                double[] weight = network.parameters().get(2 * layer).value().toDoubleArray();
                double[] bias = network.parameters().get(2 * layer + 1).value().toDoubleArray();
                assertThat(Arrays.stream(weight).map(Math::abs).max().orElseThrow())
                        .isBetween(0.99 * bound, bound);
                assertThat(Arrays.stream(bias).map(Math::abs).max().orElseThrow())
                        .isBetween(0.5 * bound, bound);
                double mean = Arrays.stream(weight).average().orElseThrow();
                double variance =
                        Arrays.stream(weight).map(w -> w * w).average().orElseThrow();
                double deviation = bound / Math.sqrt(3);
                assertThat(mean).isCloseTo(0, offset(6 * deviation / Math.sqrt(weight.length)));
                // The variance of w² is 4/45 · bound⁴.
                double ofVariance = bound * bound * Math.sqrt(4.0 / 45 / weight.length);
                assertThat(variance).isCloseTo(deviation * deviation, offset(6 * ofVariance));
            }
        }
    }

    @Test
    void initialize_setsABatchNormToTheIdentityAndResetsItsStatistics() {
        try (var scope = TensorScope.open();
                Network network = network(new BatchNorm(2))) {
            network.forward(tensors.normal(4, 2));
            network.initialize(new Seed(1), 0);
            var state = network.state();
            assertThat(state.get("0.weight").toDoubleArray()).containsExactly(1, 1);
            assertThat(state.get("0.bias").toDoubleArray()).containsExactly(0, 0);
            assertThat(state.get("0.running_mean").toDoubleArray()).containsExactly(0, 0);
            assertThat(state.get("0.running_var").toDoubleArray()).containsExactly(1, 1);
            assertThat(state.get("0.num_batches_tracked").toLongArray()).containsExactly(0);
        }
    }

    @Test
    void initialize_isAFunctionOfSeedAndNetworkNumber() {
        try (Network network = network(new Linear(4, 3), new Linear(3, 4))) {
            double[] values = initialized(network, 1, 0);
            assertThat(initialized(network, 2, 0)).isNotEqualTo(values);
            assertThat(initialized(network, 1, 1)).isNotEqualTo(values);
            assertThat(initialized(network, 1, 0)).isEqualTo(values);
            try (Network another = network(new Linear(4, 3), new Linear(3, 4))) {
                assertThat(initialized(another, 1, 0)).isEqualTo(values);
            }
        }
    }

    /** Rounded, the numbers are equal, so that runs of different precisions can be compared. */
    @Test
    void initialize_givesEqualNumbersInBothPrecisions() {
        try (Network wide = network(new Linear(4, 3));
                Network narrow = new Network(List.of(new NamedLayer("0", new Linear(4, 3))), DType.F32, Device.CPU)) {
            double[] values = initialized(wide, 1, 0);
            double[] rounded = Arrays.stream(values).map(value -> (float) value).toArray();
            assertThat(initialized(narrow, 1, 0)).isEqualTo(rounded);
        }
    }

    /** The tolerances are six deviations wide. */
    @Test
    void initialize_withOtherInitializers_changesOnlyTheirParameters() {
        double deviation = 0.02;
        try (Network normal = network(new Linear(400, 128), new BatchNorm(128));
                Network usual = network(new Linear(400, 128), new BatchNorm(128))) {
            normal.initialize(
                    new Seed(1), 0, p -> p.shape().length > 1 ? Initializer.normal(0, deviation) : p.initializer());
            usual.initialize(new Seed(1), 0);

            double[] weight = normal.state().get("0.weight").toDoubleArray();
            double mean = Arrays.stream(weight).average().orElseThrow();
            double variance = Arrays.stream(weight).map(w -> w * w).average().orElseThrow();
            assertThat(mean).isCloseTo(0, offset(6 * deviation / Math.sqrt(weight.length)));
            assertThat(variance)
                    .isCloseTo(
                            deviation * deviation, offset(6 * deviation * deviation * Math.sqrt(2.0 / weight.length)));
            for (String name : List.of("0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var")) {
                assertThat(normal.state().get(name).toDoubleArray())
                        .as(name)
                        .isEqualTo(usual.state().get(name).toDoubleArray());
            }
        }
    }

    @Test
    void parameters_ofSomeLayers_areInTheirOrder() {
        try (Network network = network(new Linear(4, 3), new BatchNorm(3), new Linear(3, 2))) {
            assertThat(network.parameters(layer -> layer instanceof Linear))
                    .containsExactly(
                            network.parameters().get(0),
                            network.parameters().get(1),
                            network.parameters().get(4),
                            network.parameters().get(5));
        }
    }

    /** ⟨J · u, v⟩ = ⟨u, Jᵀ · v⟩. */
    @Test
    void jvp_passesThroughAllLayers() {
        try (var scope = TensorScope.open();
                Network network = network(new Linear(4, 3), new LeakyRelu(0.2), new Linear(3, 2))) {
            network.initialize(new Seed(1), 0);
            Layer.Pass pass = network.forward(tensors.normal(5, 4));
            Tensor u = tensors.normal(5, 4);
            Tensor v = tensors.normal(5, 2);

            Layer.Pass product = pass.jvp(u);
            Tensor transposed = Objects.requireNonNull(pass.backward(v, OutputMask.INPUT)); // Jᵀ · v

            double inner = sumOfProducts(product.output(), v);
            assertThat(inner).isCloseTo(sumOfProducts(u, transposed), offset(1e-12));
            assertThat(Objects.requireNonNull(product.backward(v, OutputMask.INPUT))
                            .toDoubleArray())
                    .isEqualTo(transposed.toDoubleArray());
        }
    }

    private static double sumOfProducts(Tensor a, Tensor b) {
        return a.mul(b).sum().item();
    }

    @Test
    void jvp_inBf16_isCastWhereThePassIs() {
        List<NamedLayer> layers = List.of(
                new NamedLayer("fc1", new Linear(4, 3)),
                new NamedLayer("cast", new Cast()),
                new NamedLayer("fc2", new Linear(3, 2)));
        try (var scope = TensorScope.open();
                Network network = new Network(layers, DType.BF16, Device.CPU)) {
            network.initialize(new Seed(1), 0);
            Tensor x = tensors.normal(5, 4).to(DType.BF16);

            Layer.Pass product = network.forward(x).jvp(x);

            assertThat(product.output().dtype()).isEqualTo(DType.F32);
            Tensor gradU = product.backward(product.output().fullLike(1), OutputMask.BOTH);
            assertThat(gradU).isNotNull().extracting(Tensor::dtype).isEqualTo(DType.BF16);
        }
    }

    private static double[] initialized(Network network, long seed, int number) {
        network.initialize(new Seed(seed), number);
        return network.masterParameters().toDoubleArray();
    }

    @ParameterizedTest
    @EnumSource
    void backward_throughSeveralLayers_computesTheGradientsOfTheMask(OutputMask mask) {
        try (var scope = TensorScope.open();
                Network network = network(new Linear(4, 3), new BatchNorm(3), new Tanh(), new Linear(3, 2))) {
            network.initialize(new Seed(1), 0);
            Layer.Pass pass = network.forward(tensors.normal(5, 4));
            Tensor gradY = tensors.normal(5, 2);
            double[] gradX = Objects.requireNonNull(pass.backward(gradY, OutputMask.BOTH))
                    .toDoubleArray();
            double[] gradients = network.gradients().toDoubleArray();
            network.gradients().fill_(0);

            Tensor result = pass.backward(gradY, mask);

            if (mask.input()) {
                assertThat(Objects.requireNonNull(result).toDoubleArray()).isEqualTo(gradX);
            } else {
                assertThat(result).isNull();
            }
            assertThat(network.gradients().toDoubleArray())
                    .isEqualTo(mask.parameters() ? gradients : zeros(gradients.length));
        }
    }

    @Test
    void network_outlivesTheScopeItWasCreatedIn() {
        Network network;
        try (var scope = TensorScope.open()) {
            network = network(new Linear(4, 3), new BatchNorm(3));
            network.forward(tensors.normal(5, 4));
        }
        try (network) {
            assertThat(network.state().values()).noneMatch(Tensor::isClosed);
            assertThat(network.parameters())
                    .noneMatch(parameter -> parameter.grad().isClosed());
        }
        network.close(); // once more, to no effect
        assertThat(network.masterParameters().isClosed()).isTrue();
        try (Tensor x = Tensor.zeros(DType.F32, Device.CPU, 5, 4)) {
            assertThatThrownBy(() -> network.evaluate(x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("evaluate: the network is closed");
            assertThatThrownBy(() -> network.forward(x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("forward: the network is closed");
        }
    }

    @Test
    void layers_ofAnotherNetwork_areRefused_andStillBelongToIt() {
        Linear shared = new Linear(4, 3);
        try (Network first = network(shared)) {
            long live = Tensor.liveCount();
            assertThatThrownBy(() -> network(new Linear(4, 4), shared))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("parameter weight: its layer is part of another network");
            assertThat(Tensor.liveCount())
                    .as("what the failed network had made is closed")
                    .isEqualTo(live);
            assertThat(first.masterParameters().isClosed()).isFalse();
        }
    }

    @Test
    void buffers_ofAnotherNetwork_areRefused_andStillBelongToIt() {
        // The parameters of a layer are bound first, so the layer of this test has only a buffer.
        Buffer shared = Buffer.counter("steps");
        try (Network first = network(new Counting(shared))) {
            long live = Tensor.liveCount();
            assertThatThrownBy(() -> network(new Linear(4, 4), new Counting(shared)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("buffer steps: its layer is part of another network");
            assertThat(Tensor.liveCount()).isEqualTo(live);
            assertThat(first.state().get("0.steps").isClosed()).isFalse();
        }
    }

    /** A layer with a buffer only. */
    private record Counting(Buffer buffer) implements Layer {
        @Override
        public List<Buffer> buffers() {
            return List.of(buffer);
        }

        @Override
        public Tensor evaluate(Tensor x) {
            throw new AssertionError("never used");
        }

        @Override
        public Pass forward(Tensor x, int batches) {
            throw new AssertionError("never used");
        }
    }

    @Test
    void layerWithoutNetwork_isRefused() {
        try (var scope = TensorScope.open()) {
            var x = tensors.normal(2, 4);
            assertThatThrownBy(() -> new Linear(4, 3).evaluate(x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("parameter weight: its layer is not part of a network yet");
            assertThatThrownBy(() -> new BatchNorm(4).buffers().get(0).value())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("buffer running_mean: its layer is not part of a network yet");
            assertThatThrownBy(() -> new Linear(4, 3).parameters().get(0).grad())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("parameter weight: its layer is not part of a network yet");
        }
    }

    @Test
    void evaluate_withoutAScope_leavesOnlyItsResult() {
        Tensor x = tensors.normal(2, 4);
        try (x;
                Network network = network(new Linear(4, 3), new Relu(), new Linear(3, 2));
                Network identity = network(new Identity())) {
            long before = Tensor.liveCount();
            try (Tensor y = network.evaluate(x);
                    Tensor alias = identity.evaluate(x)) {
                assertThat(y.shape()).containsExactly(2, 2);
                assertThat(alias).isNotSameAs(x);
                assertThat(Tensor.liveCount()).isEqualTo(before + 2);
            }
            assertThat(x.isClosed()).isFalse();
        }
    }

    @Test
    void evaluate_inAScope_returnsAResultOfTheScope() {
        try (Network network = network(new Linear(4, 3), new Relu());
                var scope = TensorScope.open()) {
            Tensor x = tensors.normal(2, 4);
            long before = Tensor.liveCount();
            Tensor y = network.evaluate(x);
            assertThat(Tensor.liveCount()).isEqualTo(before + 1);
            scope.close();
            assertThat(y.isClosed()).isTrue();
        }
    }

    /** Its tensors would never be released. */
    @Test
    void forward_withoutAScope_isRefused() {
        Tensor x = tensors.normal(2, 4);
        try (x;
                Network network = network(new Linear(4, 3))) {
            assertThatThrownBy(() -> network.forward(x))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("forward: no tensor scope is open, so its temporaries would never be released; open a"
                            + " TensorScope first");
        }
    }

    /** A layer that returns its input. */
    private record Identity() implements Layer {
        @Override
        public Tensor evaluate(Tensor x) {
            return x;
        }

        @Override
        public Pass forward(Tensor x, int batches) {
            throw new AssertionError("never used");
        }
    }

    private static Network network(Layer... layers) {
        NamedLayer[] named = new NamedLayer[layers.length];
        Arrays.setAll(named, i -> new NamedLayer(Integer.toString(i), layers[i]));
        return new Network(List.of(named), DType.F64, Device.CPU);
    }
}
