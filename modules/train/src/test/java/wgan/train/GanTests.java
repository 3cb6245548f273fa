package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.testing.GanOracle;
import wgan.testing.OnEachShape;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

class GanTests {

    private static final int ITERATIONS = 8;
    private static final int CRITIC_STEPS = 2;
    private static final GanOracle.Updates UPDATES =
            new GanOracle.Updates(OracleComparison.CRITIC_RATE, OracleComparison.GENERATOR_RATE, 0.5, 0.999);

    private static final CriticSchedule SCHEDULE = new CriticSchedule(CRITIC_STEPS, CriticBatches.SAME, Warmup.NONE);
    private static final InverseTimeDecay RATES = InverseTimeDecay.constant(1e-4, 1e-4);

    @OnEachShape
    void gan_endsWithTheParametersOfThePresets(ImageShape shape, Device device) {
        try (var comparison = new OracleComparison(
                new Gan(SCHEDULE, RATES), shape, GanOracle.gan(OracleComparison.LATENT_DIM, shape, UPDATES), device)) {
            comparison.compare(ITERATIONS, CRITIC_STEPS);
        }
    }

    @OnEachShape
    void dcgan_endsWithTheParametersAndStatisticsOfThePresets(ImageShape shape, Device device) {
        try (var comparison = new OracleComparison(
                new Dcgan(SCHEDULE, RATES),
                shape,
                GanOracle.dcgan(OracleComparison.LATENT_DIM, shape, UPDATES),
                device)) {
            comparison.compare(ITERATIONS, CRITIC_STEPS);
        }
    }

    /** The discriminator gives either class a probability of one half: ln 2 for each kind of image. */
    @Test
    void losses_ofLogitsOfZero_areThoseOfEqualProbabilities() {
        try (var scope = TensorScope.open()) {
            var logits = Tensor.zeros(DType.F64, Device.CPU, 4, 1);
            Loss ofDiscriminator = BinaryCrossEntropyLoss.discriminator(logits);
            assertThat(ofDiscriminator.value().item()).isCloseTo(2 * Math.log(2), offset(1e-15));
            assertThat(ofDiscriminator.gradient().toDoubleArray()).containsExactly(-0.25, -0.25, 0.25, 0.25);

            Loss ofGenerator = BinaryCrossEntropyLoss.generator(logits);
            assertThat(ofGenerator.value().item()).isCloseTo(Math.log(2), offset(1e-15));
            assertThat(ofGenerator.gradient().toDoubleArray()).containsOnly(-0.125);
        }
    }

    @Test
    void dcgan_startsWithTheWeightsOfItsPaper() {
        try (var networks = AdversarialNetworks.initial(
                Dcgan.defaults(), SmallRun.LATENT_DIM, ImageShape.MNIST, new Seed(1), DType.F32, Device.CPU)) {
            for (String name : List.of("fc2.weight", "conv1.0.weight")) {
                double[] weight = networks.generator().state().get(name).toDoubleArray();
                double squares = Arrays.stream(weight).map(w -> w * w).sum();
                assertThat(Math.sqrt(squares / weight.length)).as(name).isCloseTo(0.02, offset(1e-4));
            }
            assertThat(networks.generator().state().get("br1.0.weight").toDoubleArray())
                    .containsOnly(1);
        }
    }
}
