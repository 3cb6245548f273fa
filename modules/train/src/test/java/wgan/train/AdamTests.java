package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Adam.Betas;

class AdamTests {

    private static final double RATE = 1e-2;
    private static final int STEPS = 12;

    /** The last are those of WGAN-GP (Gulrajani et al. 2017). */
    private static final List<Betas> BETAS = List.of(Betas.DEFAULT, Betas.DCGAN, new Betas(0, 0.9));

    @OnEachDevice
    void step_inF64_isThatOfLibtorchsOwn(Device device) {
        BETAS.forEach(betas -> assertSameSteps(betas, DType.F64, device, 1e-12));
    }

    @OnEachDevice
    void step_inF32_isThatOfLibtorchsOwn(Device device) {
        BETAS.forEach(betas -> assertSameSteps(betas, DType.F32, device, 1e-6));
    }

    /** Gradients of all magnitudes, from 1 at the first step to 1e-11, where ε dominates. */
    private static void assertSameSteps(Betas betas, DType dtype, Device device, double tolerance) {
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open();
                Network network = network(dtype, device);
                Adam ours = new Adam(network, betas)) {
            ours.setLearningRate(RATE);
            var random = new RandomTensors(new Random(3), dtype, device);
            network.masterParameters()
                    .copy_(random.normal(network.masterParameters().shape()));
            var parameters = oracle.variable(network.masterParameters());
            var options = Oracle.adam(RATE, betas.beta1(), betas.beta2());
            var theirs = new org.bytedeco.pytorch.Adam(new TensorVector(parameters), options);
            for (int step = 0; step < STEPS; step++) {
                Tensor gradients = random.normal(parameters.shape()).mul(Math.pow(10, -step));

                network.gradients().copy_(gradients);
                ours.step();
                theirs.zero_grad();
                parameters.mul(oracle.constant(gradients)).sum().backward();
                theirs.step();

                assertThat(Oracle.maxDifference(network.masterParameters(), parameters))
                        .as("%s after step %d", betas, step)
                        .isLessThan(tolerance);
            }
        }
    }

    /** The first step is η · g / (|g| + ε), whatever the size of the gradient. */
    @OnEachDevice
    void step_isProportionalToTheLastLearningRate(Device device) {
        try (var scope = TensorScope.open();
                Network network = network(DType.F64, device);
                Network other = network(DType.F64, device);
                Adam optimizer = new Adam(network, Betas.DEFAULT);
                Adam slower = new Adam(other, Betas.DEFAULT)) {
            network.gradients().fill_(300);
            other.gradients().fill_(-0.3);

            optimizer.setLearningRate(RATE);
            optimizer.step();
            slower.setLearningRate(RATE);
            slower.setLearningRate(RATE / 4);
            slower.step();

            assertThat(network.masterParameters().toDoubleArray())
                    .usingComparatorWithPrecision(1e-9)
                    .containsOnly(-RATE);
            assertThat(other.masterParameters().toDoubleArray())
                    .usingComparatorWithPrecision(1e-9)
                    .containsOnly(RATE / 4);
        }
    }

    @OnEachDevice
    void state_isAllThatTheNextStepDependsOn(Device device) {
        try (var scope = TensorScope.open();
                Network first = network(DType.F32, device);
                Network second = network(DType.F32, device);
                Adam ofFirst = new Adam(first, Betas.DEFAULT);
                Adam ofSecond = new Adam(second, Betas.DEFAULT)) {
            ofFirst.setLearningRate(RATE);
            ofSecond.setLearningRate(RATE);
            first.gradients().fill_(3);
            ofFirst.step();

            first.gradients().fill_(-1);
            second.masterParameters().copy_(first.masterParameters());
            second.gradients().copy_(first.gradients());
            assertThat(ofFirst.state()).containsOnlyKeys("exp_avg", "exp_avg_sq", "step");
            ofFirst.state().forEach((name, tensor) -> ofSecond.state().get(name).copy_(tensor));
            ofFirst.step();
            ofSecond.step();

            assertThat(second.masterParameters().toFloatArray())
                    .isEqualTo(first.masterParameters().toFloatArray());
        }
    }

    @Test
    void betas_outsideTheirRange_areRefused() {
        for (double beta : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> new Betas(beta, 0.999))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Adam: betas are " + beta + " and 0.999, expected both in [0, 1)");
            assertThatThrownBy(() -> new Betas(0.9, beta)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Network network(DType dtype, Device device) {
        return new Network(List.of(new Network.NamedLayer("fc", new Linear(7, 5))), dtype, device);
    }
}
