package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.model.Generator;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class ObjectiveNameTests {

    /** bf16 has 8 bits for a number. */
    private static final double BF16 = 0.05;

    @ParameterizedTest
    @EnumSource
    void name_isFoundAgain(ObjectiveName objective) {
        assertThat(ObjectiveName.of(objective.toString())).isSameAs(objective);
        assertThat(objective.rules().objective()).isSameAs(objective);
    }

    @Test
    void names_areThoseOfTheCommandLineAndOfTensorBoard() {
        assertThat(ObjectiveName.values())
                .extracting(ObjectiveName::toString)
                .containsExactly("gan", "dcgan", "wgan", "wgan-gp");
        assertThat(ObjectiveName.values())
                .extracting(ObjectiveName::title)
                .containsExactly("GAN", "DCGAN", "WGAN", "WGAN-GP");
    }

    @Test
    void otherName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectiveName.of("wgan_gp"))
                .withMessage("objective is wgan_gp, expected one of gan, dcgan, wgan, wgan-gp");
    }

    /** From the same weights and numbers, the losses in bf16 are nearly those in f32, and no step leads out of the numbers. */
    @ParameterizedTest
    @EnumSource
    void everyObjective_isPlayedInBf16AsInF32(ObjectiveName name) {
        try (var scope = TensorScope.open()) {
            double[] single = losses(name, DType.F32);
            double[] half = losses(name, DType.BF16);
            for (int i = 0; i < single.length; i++) {
                assertThat(half[i])
                        .as("loss %d", i)
                        .isCloseTo(single[i], within(BF16 * Math.max(1, Math.abs(single[i]))));
            }
        }
    }

    /** What the critic's estimate is made of: the penalty has no part in it. */
    @ParameterizedTest
    @EnumSource(names = {"WGAN", "WGAN_GP"})
    void criticLoss_tellsTheScoresFromThePenalty(ObjectiveName name) {
        var random = new RandomTensors(new Random(3), DType.F32, Device.CPU);
        try (var scope = TensorScope.open();
                Objective objective = ObjectiveName.open(SmallRun.config(name.rules(), 1, 1), DType.F32, Device.CPU)) {
            Tensor real = random.uniform(-1, 1, 8, 1, Generator.SIDE, Generator.SIDE);
            Tensor noise = random.normal(8, SmallRun.LATENT_DIM);
            Tensor fake = objective.generator().forward(noise).output();
            double ofFake = objective.critic().forward(fake).output().mean().item();
            double ofReal = objective.critic().forward(real).output().mean().item();

            CriticLoss loss = objective.criticStep(real, new GivenDraws(noise, random.uniform(0, 1, 8, 1, 1, 1)));

            assertThat(loss.ofScores().item()).isCloseTo(ofFake - ofReal, within(1e-5));
            assertThat(loss.penalty().isPresent()).isEqualTo(name == ObjectiveName.WGAN_GP);
            double penalty = loss.penalty().map(Tensor::item).orElse(0.0);
            assertThat(loss.total().item()).isCloseTo(ofFake - ofReal + penalty, within(1e-5));
        }
    }

    /** The critic's and the generator's in their first updates. */
    private static double[] losses(ObjectiveName name, DType dtype) {
        var random = new RandomTensors(new Random(3), DType.F32, Device.CPU);
        Tensor real =
                random.uniform(-1, 1, 8, 1, Generator.SIDE, Generator.SIDE).to(dtype);
        Tensor noise = random.normal(8, SmallRun.LATENT_DIM).to(dtype);
        Tensor mixing = random.uniform(0, 1, 8, 1, 1, 1).to(dtype);
        try (Objective objective = ObjectiveName.open(SmallRun.config(name.rules(), 1, 1), dtype, Device.CPU)) {
            double critic = objective
                    .criticStep(real, new GivenDraws(noise, mixing))
                    .total()
                    .item();
            double generator = objective.generatorStep(noise).item();
            assertThat(objective.critic().masterParameters().allFinite()).isTrue();
            assertThat(objective.generator().masterParameters().allFinite()).isTrue();
            return new double[] {critic, generator};
        }
    }
}
