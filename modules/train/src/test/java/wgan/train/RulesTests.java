package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.train.Rules.CriticBatches;

class RulesTests {

    @Test
    void usualRules_areThoseOfThePapers() {
        assertThat(ObjectiveName.GAN.rules())
                .isEqualTo(new Rules(
                        ObjectiveName.GAN,
                        1,
                        CriticBatches.SAME,
                        null,
                        null,
                        null,
                        null,
                        new LearningRates(5e-4, 5e-4)));
        assertThat(ObjectiveName.DCGAN.rules())
                .isEqualTo(new Rules(
                        ObjectiveName.DCGAN,
                        1,
                        CriticBatches.SAME,
                        null,
                        null,
                        null,
                        null,
                        new LearningRates(5e-4, 5e-4)));
        assertThat(ObjectiveName.WGAN.rules())
                .isEqualTo(new Rules(
                        ObjectiveName.WGAN,
                        5,
                        CriticBatches.SAME,
                        false,
                        0.01,
                        true,
                        null,
                        new LearningRates(1e-4, 5e-4)));
        assertThat(ObjectiveName.WGAN_GP.rules())
                .isEqualTo(new Rules(
                        ObjectiveName.WGAN_GP,
                        5,
                        CriticBatches.SAME,
                        false,
                        null,
                        null,
                        10.0,
                        new LearningRates(5e-4, 5e-4)));
    }

    @Test
    void hyperparameters_areThoseThatTheObjectiveUses() {
        assertThat(ObjectiveName.GAN.rules().hyperparameters())
                .containsOnlyKeys(
                        "objective", "critic-steps", "critic-batches", "lr-critic", "lr-generator", "lr-decay");
        assertThat(ObjectiveName.WGAN.rules().hyperparameters())
                .containsOnlyKeys(
                        "objective",
                        "critic-steps",
                        "critic-batches",
                        "critic-warmup",
                        "clip",
                        "clip-batch-norm",
                        "lr-critic",
                        "lr-generator",
                        "lr-decay")
                .containsEntry("critic-batches", "same");
        assertThat(ObjectiveName.WGAN_GP.rules().hyperparameters())
                .containsOnlyKeys(
                        "objective",
                        "critic-steps",
                        "critic-batches",
                        "critic-warmup",
                        "gradient-penalty",
                        "lr-critic",
                        "lr-generator",
                        "lr-decay")
                .containsEntry("objective", "wgan-gp");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("critic-steps is 0, expected 1 or more", () -> wgan(0, CriticBatches.SAME, 0.01, null, 5e-5)),
                mistake(
                        "critic-steps is 101, expected at most 100 with fresh batches",
                        () -> wgan(101, CriticBatches.FRESH, 0.01, null, 5e-5)),
                mistake("clip is 0.0, expected a positive number", () -> wgan(5, CriticBatches.SAME, 0.0, null, 5e-5)),
                mistake(
                        "clip is null, expected a value, since wgan needs one",
                        () -> wgan(5, CriticBatches.SAME, null, null, 5e-5)),
                mistake(
                        "gradient-penalty is 10.0, expected nothing, since wgan has no use for it",
                        () -> wgan(5, CriticBatches.SAME, 0.01, 10.0, 5e-5)),
                mistake(
                        "lr-critic is NaN, expected a positive number",
                        () -> wgan(5, CriticBatches.SAME, 0.01, null, Double.NaN)),
                mistake("gradient-penalty is -1.0, expected a positive number", () -> wganGp(null, null, -1.0, 1e-4)),
                mistake(
                        "clip is 0.01, expected nothing, since wgan-gp has no use for it",
                        () -> wganGp(0.01, null, 10.0, 1e-4)),
                mistake(
                        "clip-batch-norm is false, expected nothing, since wgan-gp has no use for it",
                        () -> wganGp(null, false, 10.0, 1e-4)),
                mistake(
                        "lr-generator is Infinity, expected a positive number",
                        () -> wganGp(null, null, 10.0, Double.POSITIVE_INFINITY)),
                mistake("critic-warmup is true, expected nothing, since gan has no use for it", () -> gan(true)),
                mistake("critic-warmup is false, expected nothing, since gan has no use for it", () -> gan(false)));
    }

    private static Arguments mistake(String message, Supplier<Rules> construction) {
        return Arguments.of(message, construction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake_isNamedWithTheOption(String message, Supplier<Rules> construction) {
        assertThatIllegalArgumentException().isThrownBy(construction::get).withMessage(message);
    }

    private static Rules wgan(
            int steps, CriticBatches batches, @Nullable Double clip, @Nullable Double penalty, double criticRate) {
        return new Rules(
                ObjectiveName.WGAN, steps, batches, false, clip, true, penalty, new LearningRates(criticRate, 5e-5));
    }

    private static Rules wganGp(
            @Nullable Double clip, @Nullable Boolean clipBatchNorm, double penalty, double generatorRate) {
        return new Rules(
                ObjectiveName.WGAN_GP,
                5,
                CriticBatches.SAME,
                false,
                clip,
                clipBatchNorm,
                penalty,
                new LearningRates(1e-4, generatorRate));
    }

    private static Rules gan(boolean warmup) {
        return new Rules(
                ObjectiveName.GAN, 1, CriticBatches.SAME, warmup, null, null, null, new LearningRates(2e-4, 2e-4));
    }
}
