package wgan.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.LayerCheck;
import wgan.model.LeakyRelu;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** A layer that an application writes passes the checks of the built-in layers, and works beside them. */
class LayerNormTests {
    private static final int FEATURES = 5;

    @OnEachDevice
    void layer_passesTheLayerCheck(Device device) {
        var random = new RandomTensors(new Random(1), DType.F64, device);
        try (var scope = TensorScope.open();
                Network network = network(DType.F64, device)) {
            network.masterParameters()
                    .copy_(random.normal(network.masterParameters().shape()));
            LayerCheck.check(network, random.normal(6, FEATURES), 2);
        }
    }

    @OnEachDevice
    void passes_areThoseOfLibtorchsAutograd(Device device) {
        var random = new RandomTensors(new Random(2), DType.F64, device);
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open();
                Network network = network(DType.F64, device)) {
            network.masterParameters()
                    .copy_(random.normal(network.masterParameters().shape()));
            Tensor x = random.normal(6, FEATURES);
            Tensor gradY = random.normal(6, FEATURES);
            var theirX = oracle.variable(x);
            var theirWeight = oracle.variable(network.state().get("norm.weight"));
            var theirBias = oracle.variable(network.state().get("norm.bias"));
            var theirY = torch.layer_norm(
                    theirX,
                    new long[] {FEATURES},
                    Oracle.optional(theirWeight),
                    Oracle.optional(theirBias),
                    1e-5,
                    false);
            theirY.mul(oracle.constant(gradY)).sum().backward();

            Layer.Pass pass = network.forward(x);
            Tensor gradX = pass.backward(gradY, OutputMask.BOTH);

            assertThat(Oracle.maxDifference(pass.output(), theirY)).isLessThan(1e-12);
            assertThat(Oracle.maxDifference(network.evaluate(x), theirY)).isLessThan(1e-12);
            assertThat(Oracle.maxDifference(gradX, theirX.grad())).isLessThan(1e-12);
            assertThat(Oracle.maxDifference(network.parameters().get(0).grad(), theirWeight.grad()))
                    .isLessThan(1e-12);
            assertThat(Oracle.maxDifference(network.parameters().get(1).grad(), theirBias.grad()))
                    .isLessThan(1e-12);
        }
    }

    /** Its parameters have a compute copy like those of any other layer. */
    @Test
    void layer_worksInBf16BesideOthers() {
        List<NamedLayer> layers = List.of(
                new NamedLayer("fc1", new Linear(3, FEATURES)),
                new NamedLayer("norm", new LayerNorm(FEATURES)),
                new NamedLayer("relu", new LeakyRelu(0.2)),
                new NamedLayer("fc2", new Linear(FEATURES, 1)));
        try (var scope = TensorScope.open();
                Network network = new Network(layers, DType.BF16, Device.CPU)) {
            network.initialize(new Seed(1), 0);
            Tensor x = new RandomTensors(new Random(3), DType.F32, Device.CPU)
                    .normal(4, 3)
                    .to(DType.BF16);
            Layer.Pass pass = network.forward(x);
            pass.backward(pass.output().onesLike(), OutputMask.PARAMETERS);

            assertThat(network.gradients().allFinite()).isTrue();
            assertThat(network.state()).containsKeys("norm.weight", "norm.bias");
            assertThat(network.state().get("norm.weight").toFloatArray()).containsOnly(1);
        }
    }

    /** It is not piecewise linear, so that a gradient penalty refuses it by name. */
    @Test
    void jvp_isRefusedByName() {
        try (var scope = TensorScope.open();
                Network network = network(DType.F32, Device.CPU)) {
            Tensor x = Tensor.zeros(DType.F32, Device.CPU, 2, FEATURES);
            Layer.Pass pass = network.forward(x);
            assertThatThrownBy(() -> pass.jvp(x))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "jvp: LayerNormPass is not piecewise linear, so its second derivatives are not supported");
        }
    }

    private static Network network(DType dtype, Device device) {
        Network network = new Network(List.of(new NamedLayer("norm", new LayerNorm(FEATURES))), dtype, device);
        network.initialize(new Seed(1), 0);
        return network;
    }
}
