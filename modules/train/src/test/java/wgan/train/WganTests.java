package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.image.ImageShape;
import wgan.model.Critic;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.testing.LabNetwork;
import wgan.testing.LabOracle;
import wgan.testing.OnEachDevice;
import wgan.testing.OnEachShape;
import wgan.testing.Oracle;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

class WganTests {

    /** Whole iterations that are compared; the last has a short batch. */
    private static final int ITERATIONS = 20;

    /** The same for shapes other than the lab's, whose networks are larger. */
    private static final int OTHER_ITERATIONS = 6;

    private static final int CRITIC_STEPS = 5;
    private static final int BATCH_SIZE = 8;
    private static final int SHORT_BATCH_SIZE = 3;
    private static final int LATENT_DIM = 20;
    private static final double CLIP = 0.01;
    private static final double BF16_LOSS_PERCENT = 5;

    /** PyTorch's own autocast differs from its f32 by 4 % of the norm here, and by 12 % for the generator. */
    private static final double BF16_CRITIC = 0.05;

    private static final double BF16_GENERATOR = 0.15;

    /** The rates differ, so that the test detects an exchange of them. */
    private static final double CRITIC_RATE = 5e-5;

    private static final double GENERATOR_RATE = 2e-5;

    private static final CriticSchedule SCHEDULE = new CriticSchedule(CRITIC_STEPS, CriticBatches.SAME, Warmup.NONE);
    private static final InverseTimeDecay RATES = InverseTimeDecay.constant(CRITIC_RATE, GENERATOR_RATE);
    private static final Wgan OBJECTIVE = new Wgan(SCHEDULE, CLIP, Wgan.ClipScale.NONE, true, RATES);

    @OnEachShape
    void iterations_inF64_endWithTheLabsParametersAndStatistics(ImageShape shape, Device device) {
        int iterations = shape.equals(ImageShape.MNIST) ? ITERATIONS : OTHER_ITERATIONS;
        try (Twins twins = new Twins(shape, DType.F64, ScalarType.Double, device)) {
            twins.equalize();
            for (int iteration = 1; iteration <= iterations; iteration++) {
                twins.iterate(iteration == iterations ? SHORT_BATCH_SIZE : BATCH_SIZE, 1e-9, () -> {});
            }
            assertSameState(twins.ours.critic(), twins.lab.critic());
            assertSameState(twins.ours.generator(), twins.lab.generator());
        }
    }

    private static void assertSameState(Network ours, LabNetwork theirs) {
        assertThat(ours.state().keySet()).containsExactlyInAnyOrderElementsOf(theirs.names());
        ours.state().forEach((name, tensor) -> {
            double[] actual = tensor.toDoubleArray();
            double[] expected = Oracle.elements(theirs.get(name));
            double greatest = IntStream.range(0, expected.length)
                    .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
                    .max()
                    .orElseThrow();
            assertThat(greatest).as("greatest difference in %s", name).isLessThan(1e-9);
        });
    }

    /**
     * Each update starts from equal parameters, because RMSprop scales a gradient that is only rounding noise to full size: otherwise
     * libtorch's own f32 and f64 losses differ in the second digit after twenty iterations.
     */
    @OnEachDevice
    void iterations_inF32_haveTheLabsLosses(Device device) {
        try (Twins twins = new Twins(ImageShape.MNIST, DType.F32, ScalarType.Float, device)) {
            for (int iteration = 1; iteration <= ITERATIONS; iteration++) {
                twins.equalize();
                twins.iterate(iteration == ITERATIONS ? SHORT_BATCH_SIZE : BATCH_SIZE, 1e-3, twins::equalizeCritic);
            }
        }
    }

    @Test
    void updateCritic_changesTheCriticWithinTheClip_andOnlyStatisticsOfTheGenerator() {
        try (Setup setup = new Setup(ImageShape.MNIST, DType.F32, Device.CPU)) {
            ByteBuffer generator = parameters(setup.ours.generator());
            for (int step = 0; step < CRITIC_STEPS; step++) {
                ByteBuffer before = parameters(setup.ours.critic());
                try (var scope = TensorScope.open()) {
                    Tensor loss = setup.updateCritic(setup.images(BATCH_SIZE), setup.noise(BATCH_SIZE))
                            .total();
                    assertThat(loss.dim()).isZero();
                }
                assertThat(parameters(setup.ours.critic())).isNotEqualTo(before);
                assertThat(greatestMagnitude(setup.ours.critic())).isEqualTo((float) CLIP);
            }
            assertThat(parameters(setup.ours.generator())).isEqualTo(generator);
            assertThat(batchesSeen(setup.ours.generator(), "br1.0")).isEqualTo(CRITIC_STEPS);
            assertThat(batchesSeen(setup.ours.critic(), "conv1.1")).isEqualTo(2 * CRITIC_STEPS);
        }
    }

    @Test
    void updateGenerator_changesTheGenerator_andOnlyStatisticsOfTheCritic() {
        try (Setup setup = new Setup(ImageShape.MNIST, DType.F32, Device.CPU)) {
            ByteBuffer generator = parameters(setup.ours.generator());
            ByteBuffer critic = parameters(setup.ours.critic());
            try (var scope = TensorScope.open()) {
                assertThat(setup.ours.updateGenerator(setup.noise(BATCH_SIZE)).dim())
                        .isZero();
            }
            assertThat(parameters(setup.ours.generator())).isNotEqualTo(generator);
            assertThat(parameters(setup.ours.critic())).isEqualTo(critic);
            assertThat(batchesSeen(setup.ours.generator(), "br1.0")).isEqualTo(1);
            assertThat(batchesSeen(setup.ours.critic(), "conv1.1")).isEqualTo(1);
        }
    }

    /** bf16 has 8 significant bits, so a gradient through many layers has an error of some percent. */
    @Test
    void updateCritic_inBf16_isNearlyThatInF32() {
        try (var scope = TensorScope.open();
                Setup single = new Setup(ImageShape.MNIST, DType.F32, Device.CPU);
                Setup half = new Setup(ImageShape.MNIST, DType.BF16, Device.CPU)) {
            Tensor real = single.images(64);
            Tensor noise = single.noise(64);

            double loss = single.updateCritic(real, noise).total().item();
            double halfLoss = half.updateCritic(real.to(DType.BF16), noise.to(DType.BF16))
                    .total()
                    .item();

            assertThat(halfLoss).isCloseTo(loss, withinPercentage(BF16_LOSS_PERCENT));
            assertNear(half.ours.critic().gradients(), single.ours.critic().gradients(), BF16_CRITIC);
        }
    }

    @Test
    void updateGenerator_inBf16_isNearlyThatInF32() {
        try (var scope = TensorScope.open();
                Setup single = new Setup(ImageShape.MNIST, DType.F32, Device.CPU);
                Setup half = new Setup(ImageShape.MNIST, DType.BF16, Device.CPU)) {
            Tensor noise = single.noise(64);

            double loss = single.ours.updateGenerator(noise).item();
            double halfLoss = half.ours.updateGenerator(noise.to(DType.BF16)).item();

            assertThat(halfLoss).isCloseTo(loss, withinPercentage(BF16_LOSS_PERCENT));
            assertNear(
                    half.ours.generator().gradients(), single.ours.generator().gradients(), BF16_GENERATOR);
        }
    }

    /** A run that has diverged must be detected, so NaN must not become the clip. */
    @OnEachDevice
    void constrainCritic_clampsAllParametersButKeepsNaN(Device device) {
        try (var scope = TensorScope.open();
                var critic = new Network(Critic.layers(ImageShape.MNIST), DType.F32, device)) {
            Tensor parameters = critic.masterParameters();
            parameters.copy_(new RandomTensors(new Random(2), DType.F32, device)
                    .normal(parameters.shape())
                    .mul(CLIP));
            parameters.narrow(0, 0, 1).fill_(Double.NaN);
            double[] expected = parameters.toDoubleArray();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Math.clamp(expected[i], -(float) CLIP, (float) CLIP);
            }

            OBJECTIVE.constrainCritic(critic);

            assertThat(parameters.toDoubleArray()).isEqualTo(expected).contains(Double.NaN, (float) CLIP, -(float)
                    CLIP);
        }
    }

    @OnEachDevice
    void constrainCritic_canScaleTheClipByTheFanIn(Device device) {
        Map<String, Integer> fanIns = new LinkedHashMap<>(); // of the layers of the lab's critic
        fanIns.put("conv1.0", 25);
        fanIns.put("conv1.1", 1);
        fanIns.put("conv2.0", 800);
        fanIns.put("conv2.1", 1);
        fanIns.put("fc1.0", 3136);
        fanIns.put("fc2", 1024);
        try (var critic = new Network(Critic.layers(ImageShape.MNIST), DType.F32, device)) {
            for (boolean clipBatchNorm : new boolean[] {true, false}) {
                critic.masterParameters().fill_(-7);

                new Wgan(SCHEDULE, 2, Wgan.ClipScale.FAN_IN, clipBatchNorm, RATES).constrainCritic(critic);

                fanIns.forEach((layer, fanIn) -> {
                    float bound = fanIn == 1 && !clipBatchNorm ? 7 : (float) (2 / Math.sqrt(fanIn));
                    for (String name : List.of(".weight", ".bias")) {
                        assertThat(critic.state().get(layer + name).toFloatArray())
                                .as(layer + name)
                                .containsOnly(-bound);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64", "BF16"})
    void updateCritic_canLeaveBatchNormUnclipped(DType dtype) {
        var unclipped = new Wgan(SCHEDULE, CLIP, Wgan.ClipScale.NONE, false, RATES);
        try (var scope = TensorScope.open();
                var clippedNetworks = AdversarialNetworks.initial(
                        OBJECTIVE, LATENT_DIM, ImageShape.MNIST, new Seed(1), dtype, Device.CPU);
                var networks = AdversarialNetworks.initial(
                        unclipped, LATENT_DIM, ImageShape.MNIST, new Seed(1), dtype, Device.CPU)) {
            var random = new RandomTensors(new Random(2), dtype, Device.CPU);
            Tensor real = random.uniform(-1, 1, BATCH_SIZE, 1, 28, 28);
            Tensor noise = random.normal(BATCH_SIZE, LATENT_DIM);
            for (AdversarialNetworks each : new AdversarialNetworks[] {clippedNetworks, networks}) {
                each.setLearningRates(CRITIC_RATE, GENERATOR_RATE);
                each.updateCritic(real, noise, real);
            }

            Network critic = networks.critic();
            critic.state().forEach((name, tensor) -> {
                double[] clipped = clippedNetworks.critic().state().get(name).toDoubleArray();
                if (name.matches("conv.\\.1\\.weight")) { // batch normalization, which starts as 1
                    assertThat(tensor.toDoubleArray())
                            .usingComparatorWithPrecision(0.1)
                            .containsOnly(1);
                    assertThat(clipped).containsOnly((dtype == DType.F64 ? CLIP : (float) CLIP));
                } else if (!name.matches("conv.\\.1\\..*")) {
                    assertThat(tensor.toDoubleArray()).as(name).isEqualTo(clipped);
                }
            });
            if (critic.computeCopy() != null) {
                assertThat(critic.computeCopy().toByteBuffer())
                        .isEqualTo(critic.masterParameters().to(DType.BF16).toByteBuffer());
            }
        }
    }

    private static void assertNear(Tensor actual, Tensor expected, double tolerance) {
        double distance = norm(actual.sub(expected)) / norm(expected);
        assertThat(distance).as("distance relative to the norm").isLessThan(tolerance);
    }

    private static double norm(Tensor x) {
        return Math.sqrt(x.mul(x).sum().item());
    }

    @Test
    void state_hasBothNetworksAndTheStateOfTheirOptimizers() {
        try (Setup setup = new Setup(ImageShape.MNIST, DType.F32, Device.CPU)) {
            Map<String, Tensor> state = setup.ours.state();
            assertThat(state)
                    .hasSize(setup.ours.generator().state().size()
                            + setup.ours.critic().state().size()
                            + 2)
                    .containsEntry(
                            "critic.fc2.weight", setup.ours.critic().state().get("fc2.weight"))
                    .containsKeys(
                            "generator.fc1.weight",
                            "generator.br1.0.running_mean",
                            "optimizer.generator.square_avg",
                            "optimizer.critic.square_avg");
        }
    }

    /** Returns all bits of all parameters. */
    private static ByteBuffer parameters(Network network) {
        return network.masterParameters().toByteBuffer();
    }

    private static double greatestMagnitude(Network network) {
        return Arrays.stream(network.masterParameters().toDoubleArray())
                .map(Math::abs)
                .max()
                .orElseThrow();
    }

    private static double batchesSeen(Network network, String norm) {
        return network.state().get(norm + ".num_batches_tracked").item();
    }

    /** Both networks, and random inputs for them. */
    private static class Setup implements AutoCloseable {
        final AdversarialNetworks ours;
        private final ImageShape shape;
        private final RandomTensors random;

        Setup(ImageShape shape, DType dtype, Device device) {
            this.shape = shape;
            ours = AdversarialNetworks.initial(OBJECTIVE, LATENT_DIM, shape, new Seed(1), dtype, device);
            ours.setLearningRates(CRITIC_RATE, GENERATOR_RATE);
            random = new RandomTensors(new Random(2), dtype, device);
        }

        /** WGAN does not use the uniform numbers. */
        CriticLoss updateCritic(Tensor real, Tensor noise) {
            return ours.updateCritic(real, noise, real.fullLike(Double.NaN));
        }

        Tensor images(int batchSize) {
            return random.uniform(-1, 1, batchSize, shape.channels(), shape.height(), shape.width());
        }

        Tensor noise(int batchSize) {
            return random.normal(batchSize, LATENT_DIM);
        }

        @Override
        public void close() {
            ours.close();
        }
    }

    /** Both networks, and those of the lab with the same inputs. */
    private static final class Twins extends Setup {
        final LabOracle lab;

        Twins(ImageShape shape, DType ourType, ScalarType theirType, Device device) {
            super(shape, ourType, device);
            lab = LabOracle.open(
                    theirType, LATENT_DIM, shape, new LabOracle.Updates(CRITIC_RATE, GENERATOR_RATE, CLIP));
        }

        /** Gives the lab's networks our parameters; its optimizers keep their state. */
        void equalize() {
            ours.generator().state().forEach((name, tensor) -> lab.generator().set(name, tensor.toDoubleArray()));
            equalizeCritic();
        }

        /** Gives the lab's critic our parameters. */
        void equalizeCritic() {
            ours.critic().state().forEach((name, tensor) -> lab.critic().set(name, tensor.toDoubleArray()));
        }

        /**
         * Runs an iteration of both and compares each loss.
         *
         * @param size images in a batch
         * @param tolerance relative
         * @param first runs before each update
         */
        void iterate(int size, double tolerance, Runnable first) {
            try (var scope = TensorScope.open()) {
                Tensor real = images(size);
                double[] labReal = real.toDoubleArray();
                for (int update = 0; update < CRITIC_STEPS; update++) {
                    Tensor noise = noise(size);
                    first.run();
                    double expected = lab.criticStep(labReal, noise.toDoubleArray());
                    assertThat(updateCritic(real, noise).total().item())
                            .as("critic's loss in update %d", update)
                            .isCloseTo(expected, offset(tolerance * Math.abs(expected)));
                }
                Tensor noise = noise(size);
                first.run();
                double expected = lab.generatorStep(noise.toDoubleArray());
                assertThat(ours.updateGenerator(noise).item())
                        .as("generator's loss")
                        .isCloseTo(expected, offset(tolerance * Math.abs(expected)));
            }
        }

        @Override
        public void close() {
            lab.close();
            super.close();
        }
    }
}
