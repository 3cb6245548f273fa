package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.TensorVector;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.testing.OnEachDevice;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class RmsPropTests {

    private static final double RATE = 1e-2;
    private static final int STEPS = 12;

    @OnEachDevice
    void step_inF64_isThatOfLibtorchsOwn(Device device) {
        assertSameSteps(DType.F64, device, 1e-12);
    }

    @OnEachDevice
    void step_inF32_isThatOfLibtorchsOwn(Device device) {
        assertSameSteps(DType.F32, device, 1e-6);
    }

    /** Gradients of all magnitudes, from 1 at the first step to 1e-11, where ε dominates. */
    private static void assertSameSteps(DType dtype, Device device, double tolerance) {
        try (var scope = TensorScope.open();
                Oracle oracle = Oracle.open();
                Network network = network(dtype, device);
                RmsProp ours = new RmsProp(network)) {
            ours.setLearningRate(RATE);
            var random = new RandomTensors(new Random(3), dtype, device);
            network.masterParameters()
                    .copy_(random.normal(network.masterParameters().shape()));
            var parameters = oracle.variable(network.masterParameters());
            var theirs = new RMSprop(new TensorVector(parameters), new RMSpropOptions(RATE));
            for (int step = 0; step < STEPS; step++) {
                Tensor gradients = random.normal(parameters.shape()).mul(Math.pow(10, -step));

                network.gradients().copy_(gradients);
                ours.step();
                theirs.zero_grad();
                parameters.mul(oracle.constant(gradients)).sum().backward();
                theirs.step();

                assertThat(Oracle.maxDifference(network.masterParameters(), parameters))
                        .as("after step %d", step)
                        .isLessThan(tolerance);
            }
        }
    }

    /** A run that has diverged must be detected. */
    @OnEachDevice
    void step_keepsNaN(Device device) {
        for (DType dtype : List.of(DType.F32, DType.F64)) {
            try (var scope = TensorScope.open();
                    Network network = network(dtype, device);
                    RmsProp optimizer = new RmsProp(network)) {
                optimizer.setLearningRate(RATE);
                network.gradients().fill_(Double.NaN);
                optimizer.step();

                assertThat(network.masterParameters().toDoubleArray()).containsOnly(Double.NaN);
            }
        }
    }

    /** The first step is η · g / (√(0.01 · g²) + ε) = 10 · η, whatever the size of the gradient. */
    @OnEachDevice
    void step_isProportionalToTheLastLearningRate(Device device) {
        for (DType dtype : List.of(DType.F32, DType.F64)) {
            try (var scope = TensorScope.open();
                    Network network = network(dtype, device);
                    RmsProp optimizer = new RmsProp(network)) {
                network.gradients().fill_(3);
                optimizer.setLearningRate(RATE);
                optimizer.setLearningRate(RATE / 4);
                optimizer.step();

                // In f32 a GPU computes 1 - α from the rounded α, which changes the step by 5e-7 of it.
                assertThat(network.masterParameters().toDoubleArray())
                        .usingComparatorWithPrecision(2e-6 * RATE)
                        .containsOnly(-2.5 * RATE);
            }
        }
    }

    @OnEachDevice
    void step_withoutGradient_changesNoParameter(Device device) {
        try (var scope = TensorScope.open();
                Network network = network(DType.F64, device);
                RmsProp optimizer = new RmsProp(network)) {
            optimizer.setLearningRate(RATE);
            optimizer.step();
            assertThat(network.masterParameters().toDoubleArray()).containsOnly(0);

            network.gradients().fill_(2);
            optimizer.step();
            double[] moved = network.masterParameters().toDoubleArray();
            network.gradients().fill_(0);
            optimizer.step();

            assertThat(network.masterParameters().toDoubleArray()).isEqualTo(moved);
            assertThat(optimizer.state().get("square_avg").toDoubleArray())
                    .usingComparatorWithPrecision(1e-15)
                    .containsOnly(0.99 * 0.01 * 4);
        }
    }

    @OnEachDevice
    void state_isAllThatTheNextStepDependsOn(Device device) {
        try (var scope = TensorScope.open();
                Network first = network(DType.F32, device);
                Network second = network(DType.F32, device);
                RmsProp ofFirst = new RmsProp(first);
                RmsProp ofSecond = new RmsProp(second)) {
            ofFirst.setLearningRate(RATE);
            ofSecond.setLearningRate(RATE);
            first.gradients().fill_(3);
            ofFirst.step();

            second.masterParameters().copy_(first.masterParameters());
            second.gradients().copy_(first.gradients());
            assertThat(ofFirst.state()).containsOnlyKeys("square_avg");
            ofFirst.state().forEach((name, tensor) -> ofSecond.state().get(name).copy_(tensor));
            ofFirst.step();
            ofSecond.step();

            assertThat(second.masterParameters().toFloatArray())
                    .isEqualTo(first.masterParameters().toFloatArray());
        }
    }

    private static Network network(DType dtype, Device device) {
        return new Network(List.of(new Network.NamedLayer("fc", new Linear(7, 5))), dtype, device);
    }
}
