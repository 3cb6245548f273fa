package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import wgan.image.ImageShape;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.testing.GanOracle;
import wgan.testing.LabNetwork;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Compares whole iterations of an objective with those of the presets, in f64. */
final class OracleComparison implements AutoCloseable {

    static final int LATENT_DIM = 20;

    /**
     * The rates differ, so that the test detects an exchange of them. They are small because the gradient of a bias before
     * batch normalization is 0: both sides compute a rounding error, which Adam scales to the size of the learning rate.
     */
    static final double CRITIC_RATE = 1e-5;

    static final double GENERATOR_RATE = 5e-6;

    private static final int BATCH_SIZE = 8;
    private static final int SHORT_BATCH_SIZE = 3;
    private static final double TOLERANCE = 1e-9;

    private final ImageShape shape;
    private final AdversarialNetworks ours;
    private final GanOracle theirs;
    private final RandomTensors random;

    /** Takes ownership of the presets' networks, and gives them the parameters of ours. */
    OracleComparison(Objective objective, ImageShape shape, GanOracle theirs, Device device) {
        this.shape = shape;
        ours = AdversarialNetworks.initial(objective, LATENT_DIM, shape, new Seed(1), DType.F64, device);
        ours.setLearningRates(CRITIC_RATE, GENERATOR_RATE);
        this.theirs = theirs;
        random = new RandomTensors(new Random(2), DType.F64, device);
        ours.generator().state().forEach((name, tensor) -> theirs.generator().set(name, tensor.toDoubleArray()));
        ours.critic().state().forEach((name, tensor) -> theirs.critic().set(name, tensor.toDoubleArray()));
    }

    /** Compares the losses of some iterations, the last with a short batch as in an epoch, and the final state. */
    void compare(int iterations, int criticSteps) {
        for (int iteration = 1; iteration <= iterations; iteration++) {
            iterate(iteration, iteration < iterations ? BATCH_SIZE : SHORT_BATCH_SIZE, criticSteps);
        }
        assertSameState(ours.critic(), theirs.critic());
        assertSameState(ours.generator(), theirs.generator());
    }

    private void iterate(int iteration, int size, int criticSteps) {
        try (var scope = TensorScope.open()) {
            Tensor real = random.uniform(-1, 1, size, shape.channels(), shape.height(), shape.width());
            for (int update = 0; update < criticSteps; update++) {
                Tensor noise = random.normal(size, LATENT_DIM);
                Tensor uniform = random.uniform(0, 1, size, 1, 1, 1);
                double expected =
                        theirs.criticStep(real.toDoubleArray(), noise.toDoubleArray(), uniform.toDoubleArray());
                assertThat(ours.updateCritic(real, noise, uniform).total().item())
                        .as("critic's loss in iteration %d, update %d", iteration, update)
                        .isCloseTo(expected, offset(TOLERANCE * Math.max(1, Math.abs(expected))));
            }
            Tensor noise = random.normal(size, LATENT_DIM);
            double expected = theirs.generatorStep(noise.toDoubleArray());
            assertThat(ours.updateGenerator(noise).item())
                    .as("generator's loss in iteration %d", iteration)
                    .isCloseTo(expected, offset(TOLERANCE * Math.max(1, Math.abs(expected))));
        }
    }

    private static void assertSameState(Network ours, LabNetwork theirs) {
        assertThat(ours.state().keySet()).containsExactlyInAnyOrderElementsOf(theirs.names());
        ours.state().forEach((name, tensor) -> {
            double[] actual = tensor.toDoubleArray();
            double[] expected = Oracle.elements(theirs.get(name));
            double greatest = 0;
            for (int i = 0; i < expected.length; i++) {
                greatest = Math.max(greatest, Math.abs(actual[i] - expected[i]));
            }
            assertThat(greatest).as("greatest difference in %s", name).isLessThan(TOLERANCE);
        });
    }

    @Override
    public void close() {
        theirs.close();
        ours.close();
    }
}
