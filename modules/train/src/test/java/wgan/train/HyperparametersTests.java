package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.train.Rules.CriticBatches;

class RulesTests {

    /** Those that the objective uses, and no others. */
    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
                    GAN:     {objective=gan, critic-steps=1, critic-batches=same, lr-critic=5.0E-4, lr-generator=5.0E-4, lr-decay=0.0}
                    DCGAN:   {objective=dcgan, critic-steps=1, critic-batches=same, lr-critic=5.0E-4, lr-generator=5.0E-4, lr-decay=0.0}
                    WGAN:    {objective=wgan, critic-steps=5, critic-batches=same, critic-warmup=false, clip=0.01, clip-batch-norm=true, lr-critic=2.0E-5, lr-generator=0.002, lr-decay=0.5}
                    WGAN_GP: {objective=wgan-gp, critic-steps=5, critic-batches=same, critic-warmup=false, gradient-penalty=10.0, lr-critic=0.001, lr-generator=0.001, lr-decay=0.5}
                    """)
    void usualRules_areThoseOfThePapers_withRatesOfOurOwn(ObjectiveName objective, String hyperparameters) {
        assertThat(objective.rules().hyperparameters()).hasToString(hyperparameters);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("critic-steps is 0, expected 1 to 1000", () -> wgan(0, CriticBatches.SAME, 0.01, null, 5e-5)),
                mistake(
                        "critic-steps is 1001, expected 1 to 1000",
                        () -> wgan(1001, CriticBatches.SAME, 0.01, null, 5e-5)),
                mistake(
                        "critic-batches is fresh, expected same, since the critic has a single update on each",
                        () -> wgan(1, CriticBatches.FRESH, 0.01, null, 5e-5)),
                mistake(
                        "clip is 1.0E-50, expected a number that a float can hold",
                        () -> wgan(5, CriticBatches.SAME, 1e-50, null, 5e-5)),
                mistake(
                        "clip is 1.0E50, expected a number that a float can hold",
                        () -> wgan(5, CriticBatches.SAME, 1e50, null, 5e-5)),
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
