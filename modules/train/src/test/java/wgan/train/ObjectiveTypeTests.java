package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class ObjectiveTypeTests {
    /** bf16 has a precision of 8 bits. */
    private static final double BF16_TOLERANCE = 0.05;

    private static final double LEARNING_RATE = 5e-5;

    @ParameterizedTest
    @EnumSource
    void of_findsEachByItsName(ObjectiveType type) {
        assertThat(ObjectiveType.of(type.toString())).isSameAs(type);
        assertThat(ObjectiveType.find(type.defaults().name())).contains(type);
    }

    @Test
    void names_areThoseOfTheCommandLineAndOfTensorBoard() {
        assertThat(ObjectiveType.values())
                .extracting(type -> type.defaults().name())
                .containsExactly("gan", "dcgan", "wgan", "wgan-gp");
        assertThat(ObjectiveType.values())
                .extracting(type -> type.defaults().title())
                .containsExactly("GAN", "DCGAN", "WGAN", "WGAN-GP");
    }

    @Test
    void of_refusesOtherNames() {
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(() -> ObjectiveType.of("wgan_gp"))
                .withMessage("objective is wgan_gp, expected one of gan, dcgan, wgan, wgan-gp");
        assertThat(ObjectiveType.find("wgan_gp")).isEmpty();
    }

    /** From the same parameters and numbers, the losses in bf16 are close to those in f32, and all parameters stay finite. */
    @ParameterizedTest
    @EnumSource
    void losses_inBf16_areCloseToThoseInF32(ObjectiveType type) {
        try (var scope = TensorScope.open()) {
            double[] f32 = losses(type, DType.F32);
            double[] bf16 = losses(type, DType.BF16);
            for (int i = 0; i < f32.length; i++) {
                assertThat(bf16[i])
                        .as("loss %d", i)
                        .isCloseTo(f32[i], within(BF16_TOLERANCE * Math.max(1, Math.abs(f32[i]))));
            }
        }
    }

    /** Returns those of the critic and the generator in their first updates. */
    private static double[] losses(ObjectiveType type, DType dtype) {
        var random = new RandomTensors(new Random(3), DType.F32, Device.CPU);
        Tensor real = random.uniform(-1, 1, 8, 1, 28, 28).to(dtype);
        Tensor noise = random.normal(8, SmallRun.LATENT_DIM).to(dtype);
        Tensor uniform = random.uniform(0, 1, 8, 1, 1, 1).to(dtype);
        try (AdversarialNetworks networks = networks(type, dtype)) {
            double critic = networks.updateCritic(real, noise, uniform).total().item();
            double generator = networks.updateGenerator(noise).item();
            assertThat(networks.critic().masterParameters().allFinite()).isTrue();
            assertThat(networks.generator().masterParameters().allFinite()).isTrue();
            return new double[] {critic, generator};
        }
    }

    /** The critic's estimate is computed from the part without penalty. */
    @ParameterizedTest
    @EnumSource(names = {"WGAN", "WGAN_GP"})
    void criticLoss_separatesThePenalty(ObjectiveType type) {
        var random = new RandomTensors(new Random(3), DType.F32, Device.CPU);
        try (var scope = TensorScope.open();
                AdversarialNetworks networks = networks(type, DType.F32)) {
            Tensor real = random.uniform(-1, 1, 8, 1, 28, 28);
            Tensor noise = random.normal(8, SmallRun.LATENT_DIM);
            Tensor fake = networks.generator().forward(noise).output();
            double meanFake = networks.critic().forward(fake).output().mean().item();
            double meanReal = networks.critic().forward(real).output().mean().item();

            CriticLoss loss = networks.updateCritic(real, noise, random.uniform(0, 1, 8, 1, 1, 1));

            assertThat(loss.scores().item()).isCloseTo(meanFake - meanReal, within(1e-5));
            double penalty = loss.total().item() - loss.scores().item();
            if (type.defaults().hasPenalty()) {
                assertThat(penalty).isPositive();
            } else {
                assertThat(penalty).isZero();
            }
        }
    }

    private static AdversarialNetworks networks(ObjectiveType type, DType dtype) {
        AdversarialNetworks networks = AdversarialNetworks.initial(
                type.defaults(), SmallRun.LATENT_DIM, ImageShape.MNIST, new Seed(1), dtype, Device.CPU);
        networks.setLearningRates(LEARNING_RATE, LEARNING_RATE);
        return networks;
    }
}
