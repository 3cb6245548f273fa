package wgan.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class LayerCheckTests {
    private final RandomTensors random = new RandomTensors(new Random(5), DType.F64, Device.CPU);

    /** The errors that a layer can have, and the message for each. */
    enum Fault {
        NONE(""),
        INPUT_GRADIENT("dL/dx\\[0] is \\S+, but its finite difference is \\S+"),
        PARAMETER_GRADIENT("dL/dscale\\[0] is \\S+, but its finite difference is \\S+"),
        NO_INPUT_GRADIENT("backward returns no gradient with respect to the input"),
        INPUT_GRADIENT_DESPITE_MASK("output mask PARAMETERS returns a gradient with respect to the input"),
        PARAMETER_GRADIENT_DESPITE_MASK("output mask INPUT changes the gradients of parameters"),
        JVP("J · u\\[0] is \\S+, but its finite difference is \\S+"),
        JVP_GRADIENT("d⟨v, J · u⟩/dscale\\[0] is \\S+, but its finite difference is \\S+");

        final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    @ParameterizedTest
    @EnumSource
    void check_findsEachFault(Fault fault) {
        try (var scope = TensorScope.open();
                Network network = network(new Scaling(fault), DType.F64)) {
            Tensor x = random.normal(3, 2);
            if (fault == Fault.NONE) {
                assertThatCode(() -> LayerCheck.check(network, x, 1)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> LayerCheck.check(network, x, 1))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageMatching("layer check: " + fault.message);
            }
        }
    }

    @Test
    void check_inSinglePrecision_isRefused() {
        try (var scope = TensorScope.open();
                Network network = network(new Scaling(Fault.NONE), DType.F32)) {
            assertThatThrownBy(() -> LayerCheck.check(network, random.normal(3, 2), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("layer check: network is f32 and input is f64 (3, 2), expected f64: finite differences"
                            + " are too coarse otherwise");
        }
    }

    private static Network network(Layer layer, DType dtype) {
        Network network = new Network(List.of(new NamedLayer("layer", layer)), dtype, Device.CPU);
        network.initialize(new Seed(1), 0);
        return network;
    }

    /** y = scale · x with one parameter, with or without a fault. */
    private static final class Scaling implements Layer {
        private final Parameter scale = new Parameter("scale", Initializer.constant(1.5), 1);
        private final Fault fault;

        Scaling(Fault fault) {
            this.fault = fault;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(scale);
        }

        @Override
        public Tensor evaluate(Tensor x) {
            return x.mul(scale.as(x.dtype()));
        }

        @Override
        public Pass forward(Tensor x, int batches) {
            return new ScalingPass(x, evaluate(x), fault);
        }

        private final class ScalingPass implements Pass {
            private final Tensor x;
            private final Tensor y;
            private final Fault fault;

            ScalingPass(Tensor x, Tensor y, Fault fault) {
                this.x = x;
                this.y = y;
                this.fault = fault;
            }

            @Override
            public Tensor output() {
                return y;
            }

            @Override
            public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
                if (mask.parameters() || fault == Fault.PARAMETER_GRADIENT_DESPITE_MASK) {
                    Tensor gradient = gradY.mul(x).sum().view(1);
                    scale.grad().copy_(fault == Fault.PARAMETER_GRADIENT ? gradient.mul(1.001) : gradient);
                }
                if (fault == Fault.NO_INPUT_GRADIENT) {
                    return null;
                }
                if (!mask.input() && fault != Fault.INPUT_GRADIENT_DESPITE_MASK) {
                    return null;
                }
                return gradY.mul(scale.value()).mul(fault == Fault.INPUT_GRADIENT ? 1.001 : 1);
            }

            @Override
            public Pass jvp(Tensor u) {
                Tensor product = u.mul(scale.value()).mul(fault == Fault.JVP ? 1.001 : 1);
                return new ScalingPass(u, product, fault == Fault.JVP_GRADIENT ? Fault.PARAMETER_GRADIENT : Fault.NONE);
            }
        }
    }
}
