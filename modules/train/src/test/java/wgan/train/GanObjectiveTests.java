package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import wgan.testing.GameOracle;
import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Rules.CriticBatches;

class GanObjectiveTests {

    private static final int ITERATIONS = 8;
    private static final int CRITIC_STEPS = 2;
    private static final GameOracle.Updates UPDATES =
            new GameOracle.Updates(Duel.CRITIC_RATE, Duel.GENERATOR_RATE, 0.5, 0.999);

    @OnEachDevice
    void dense_endsWithTheParametersOfThePresets(Device device) {
        try (var duel = new Duel(
                GanObjective.dense(config(ObjectiveName.GAN), DType.F64, device),
                GameOracle.gan(Duel.LATENT_DIM, UPDATES),
                device)) {
            duel.fight(ITERATIONS, CRITIC_STEPS);
        }
    }

    @OnEachDevice
    void convolutional_endsWithTheParametersAndStatisticsOfThePresets(Device device) {
        try (var duel = new Duel(
                GanObjective.convolutional(config(ObjectiveName.DCGAN), DType.F64, device),
                GameOracle.dcgan(Duel.LATENT_DIM, UPDATES),
                device)) {
            duel.fight(ITERATIONS, CRITIC_STEPS);
        }
    }

    /** Half and half, and a discriminator that knows nothing: ln 2 for each kind of image. */
    @Test
    void loss_ofLogitsOfZero_isThatOfACoin() {
        try (var scope = TensorScope.open()) {
            var scores = Tensor.zeros(DType.F64, Device.CPU, 4, 1);
            ScoreLoss.Value ofCritic = new CrossEntropyLoss().ofCritic(scores);
            assertThat(ofCritic.loss().item()).isCloseTo(2 * Math.log(2), offset(1e-15));
            assertThat(ofCritic.gradient().toDoubleArray()).containsExactly(-0.25, -0.25, 0.25, 0.25);

            ScoreLoss.Value ofGenerator = new CrossEntropyLoss().ofGenerator(scores);
            assertThat(ofGenerator.loss().item()).isCloseTo(Math.log(2), offset(1e-15));
            assertThat(ofGenerator.gradient().toDoubleArray()).containsOnly(-0.125);
        }
    }

    @Test
    void convolutional_startsWithTheWeightsOfDcgan() {
        try (var objective = GanObjective.convolutional(config(ObjectiveName.DCGAN), DType.F32, Device.CPU)) {
            double[] weight = objective.generator().state().get("fc2.weight").toDoubleArray();
            double squares = 0;
            for (double number : weight) {
                squares += number * number;
            }
            assertThat(Math.sqrt(squares / weight.length)).isCloseTo(0.02, offset(1e-4));
        }
    }

    private static TrainingConfig config(ObjectiveName objective) {
        return SmallRun.config(
                new Rules(
                        objective,
                        CRITIC_STEPS,
                        CriticBatches.SAME,
                        null,
                        null,
                        null,
                        null,
                        new LearningRates(Duel.CRITIC_RATE, Duel.GENERATOR_RATE)),
                1,
                1);
    }
}
