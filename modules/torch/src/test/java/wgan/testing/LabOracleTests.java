package wgan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import wgan.image.ImageShape;

@ExtendWith(LiveTensors.class)
class LabOracleTests {
    private static final int LATENT_DIM = 5;
    private static final double CLIP = 0.03;

    private final Random random = new Random(7);
    private final double[] real = normal(3 * 28 * 28);
    private final double[] noise = normal(3 * LATENT_DIM);

    @Test
    void criticLoss_isTheMeanOfFakeLessThatOfReal() {
        try (LabOracle lab = LabOracle.open(ScalarType.Double, LATENT_DIM)) {
            double loss = lab.criticLoss(real, noise);

            var fake = lab.generator().forward(lab.generator().input(noise));
            var ofReal = lab.critic().forward(lab.critic().input(real)).mean();
            var ofFake = lab.critic().forward(fake).mean();
            assertThat(loss).isEqualTo(ofFake.item_double() - ofReal.item_double());
        }
    }

    @Test
    void criticStep_movesAndClampsTheCriticOnly() {
        try (LabOracle lab = LabOracle.open(
                ScalarType.Double, LATENT_DIM, ImageShape.MNIST, new LabOracle.Updates(1e-3, 1e-3, CLIP))) {
            double[] generator = Oracle.elements(lab.generator().get("fc1.weight"));
            double[] critic = Oracle.elements(lab.critic().get("fc2.weight"));

            lab.criticStep(real, noise);

            assertThat(Oracle.elements(lab.generator().get("fc1.weight"))).isEqualTo(generator);
            assertThat(Oracle.elements(lab.critic().get("fc2.weight"))).isNotEqualTo(critic);
            // The weight of a batch-norm starts at 1, far outside.
            assertThat(Oracle.elements(lab.critic().get("conv1.1.weight"))).containsOnly(CLIP);
        }
    }

    /** By hand: v = (1 − α) g², so the first step of RMSprop is rate · g / (√(0.01 g²) + ε), about 10 · rate. */
    @Test
    void generatorStep_isThatOfRmsprop() {
        try (LabOracle lab = LabOracle.open(ScalarType.Double, LATENT_DIM)) {
            double before = Oracle.elements(lab.generator().get("conv2.0.bias"))[0];
            lab.generatorStep(noise);
            double gradient = Oracle.elements(lab.generator().gradient("conv2.0.bias"))[0];
            double after = Oracle.elements(lab.generator().get("conv2.0.bias"))[0];
            double expected = before - 5e-5 * gradient / (Math.sqrt(0.01 * gradient * gradient) + 1e-8);
            assertThat(after).isCloseTo(expected, offset(1e-12));
        }
    }

    @Test
    void lossesAndSteps_areTheSameFromTheSameValues() {
        try (LabOracle lab = LabOracle.open(ScalarType.Float, LATENT_DIM);
                LabOracle other = LabOracle.open(ScalarType.Float, LATENT_DIM)) {
            lab.generator()
                    .names()
                    .forEach(name -> other.generator()
                            .set(name, Oracle.elements(lab.generator().get(name))));
            lab.critic()
                    .names()
                    .forEach(name -> other.critic()
                            .set(name, Oracle.elements(lab.critic().get(name))));
            assertThat(other.criticStep(real, noise)).isEqualTo(lab.criticStep(real, noise));
            assertThat(other.generatorStep(noise)).isEqualTo(lab.generatorStep(noise));
        }
    }

    @Test
    void evaluation_usesTheRunningStatistics() {
        try (LabOracle lab = LabOracle.open(ScalarType.Double, LATENT_DIM)) {
            lab.generator().train(false);
            double[] first =
                    Oracle.elements(lab.generator().forward(lab.generator().input(Arrays.copyOf(noise, LATENT_DIM))));
            double[] all =
                    Oracle.elements(lab.generator().forward(lab.generator().input(noise)));
            assertThat(Arrays.copyOf(all, first.length))
                    .usingComparatorWithPrecision(1e-12)
                    .containsExactly(first);
            assertThat(Oracle.elements(lab.generator().get("br1.0.num_batches_tracked")))
                    .containsExactly(0);
        }
    }

    @Test
    void unknownName_isNamed() {
        try (LabOracle lab = LabOracle.open(ScalarType.Double, LATENT_DIM)) {
            assertThatThrownBy(() -> lab.critic().get("fc9.weight"))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageStartingWith("the lab has no fc9.weight, but [conv1.0.weight, ");
        }
    }

    private double[] normal(int count) {
        return random.doubles(count, -1, 1).toArray();
    }
}
