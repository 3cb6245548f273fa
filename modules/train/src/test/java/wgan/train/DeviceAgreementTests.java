package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Compares whole iterations of each objective on a GPU with those on the CPU, in f64. The CPU is compared with another implementation, which
 * cannot always be loaded beside a libtorch for CUDA.
 */
class DeviceAgreementTests {
    private static final int ITERATIONS = 4;
    private static final int CRITIC_STEPS = 2;
    private static final int BATCH_SIZE = 8;
    private static final int LATENT_DIM = 20;
    /** Small, since Adam scales a gradient that is 0 but for rounding to the size of the learning rate. */
    private static final double CRITIC_RATE = 5e-5;

    private static final double GENERATOR_RATE = 2.5e-5;
    private static final double TOLERANCE = 1e-9;

    @Test
    void iterationsOnAGpu_computeTheSameAsOnTheCpu() {
        assumeTrue(LibTorch.get().gpuCount() > 0, "no GPU");
        Device device = Device.cuda(0);
        for (ObjectiveType type : ObjectiveType.values()) {
            try (AdversarialNetworks expected = networks(type, Device.CPU);
                    AdversarialNetworks actual = networks(type, device)) {
                for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                    assertSameLosses(type, iteration, iterate(actual, iteration), iterate(expected, iteration));
                }
                assertSameState(type, actual.critic(), expected.critic());
                assertSameState(type, actual.generator(), expected.generator());
            }
        }
    }

    private static AdversarialNetworks networks(ObjectiveType type, Device device) {
        AdversarialNetworks networks = AdversarialNetworks.initial(
                type.defaults(), LATENT_DIM, ImageShape.MNIST, new Seed(1), DType.F64, device);
        networks.setLearningRates(CRITIC_RATE, GENERATOR_RATE);
        return networks;
    }

    /** Returns the losses of some updates with numbers that are a function of the iteration. */
    private static double[] iterate(AdversarialNetworks networks, int iteration) {
        double[] losses = new double[CRITIC_STEPS + 1];
        Device device = networks.generator().device();
        RandomTensors random = new RandomTensors(new Random(iteration), DType.F64, device);
        try (var scope = TensorScope.open()) {
            Tensor real = random.uniform(-1, 1, BATCH_SIZE, 1, ImageShape.MNIST.height(), ImageShape.MNIST.width());
            for (int update = 0; update < CRITIC_STEPS; update++) {
                Tensor noise = random.normal(BATCH_SIZE, LATENT_DIM);
                Tensor uniform = random.uniform(0, 1, BATCH_SIZE, 1, 1, 1);
                losses[update] =
                        networks.updateCritic(real, noise, uniform).total().item();
            }
            losses[CRITIC_STEPS] = networks.updateGenerator(random.normal(BATCH_SIZE, LATENT_DIM))
                    .item();
        }
        return losses;
    }

    private static void assertSameLosses(ObjectiveType type, int iteration, double[] actual, double[] expected) {
        for (int update = 0; update < expected.length; update++) {
            assertThat(actual[update])
                    .as("loss of %s in iteration %d, update %d", type, iteration, update)
                    .isCloseTo(expected[update], offset(TOLERANCE * Math.max(1, Math.abs(expected[update]))));
        }
    }

    private static void assertSameState(ObjectiveType type, Network actual, Network expected) {
        assertThat(actual.state().keySet()).isEqualTo(expected.state().keySet());
        actual.state().forEach((name, tensor) -> {
            double[] here = tensor.toDoubleArray();
            double[] there = expected.state().get(name).toDoubleArray();
            double greatest = 0;
            for (int i = 0; i < there.length; i++) {
                greatest = Math.max(greatest, Math.abs(here[i] - there[i]));
            }
            assertThat(greatest)
                    .as("greatest difference of %s in %s", type, name)
                    .isLessThan(TOLERANCE);
        });
    }
}
