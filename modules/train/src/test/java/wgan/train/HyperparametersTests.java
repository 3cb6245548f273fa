package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

class HyperparametersTests {
    private static final CriticSchedule FIVE = new CriticSchedule(5, CriticBatches.SAME, Warmup.NONE);
    private static final CriticSchedule WARMUP = new CriticSchedule(1, CriticBatches.SAME, Warmup.REPEATED);
    private static final InverseTimeDecay RATES = InverseTimeDecay.constant(5e-5, 5e-5);

    /** Each objective has its own, and no others. */
    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
                    GAN:     {objective=gan, critic_steps=1, critic_batches=same, critic_warmup=none, lr_critic=5.0E-4, lr_generator=5.0E-4, lr_decay=0.0, lr_decay_critic=0.0}
                    DCGAN:   {objective=dcgan, critic_steps=1, critic_batches=same, critic_warmup=none, lr_critic=5.0E-4, lr_generator=5.0E-4, lr_decay=0.0, lr_decay_critic=0.0}
                    WGAN:    {objective=wgan, critic_steps=5, critic_batches=same, critic_warmup=none, clip=0.01, clip_scale=none, clip_batch_norm=true, lr_critic=2.0E-5, lr_generator=0.004, lr_decay_epochs=30}
                    WGAN_GP: {objective=wgan-gp, critic_steps=5, critic_batches=same, critic_warmup=none, gradient_penalty=10.0, lr_critic=0.001, lr_generator=0.001, lr_decay_epochs=30}
                    """)
    void defaults_areThoseOfThePapers_exceptForTheLearningRates(ObjectiveType type, String hyperparameters) {
        assertThat(type.defaults().hyperparameters()).hasToString(hyperparameters);
    }

    @ParameterizedTest
    @CsvSource({"GAN, 2.0E-4, 2.0E-4", "DCGAN, 2.0E-4, 2.0E-4", "WGAN, 5.0E-5, 5.0E-5", "WGAN_GP, 1.0E-4, 1.0E-4"})
    void paperPreset_hasThePapersConstantRates(ObjectiveType type, double critic, double generator) {
        Objective paper = type.preset(Preset.PAPER);
        assertThat(paper.learningRates()).isEqualTo(InverseTimeDecay.constant(critic, generator));
        assertThat(type.preset(Preset.TUNED)).isEqualTo(type.defaults());
        assertThat(withoutRates(paper)).isEqualTo(withoutRates(type.defaults()));
    }

    private static Map<String, Object> withoutRates(Objective objective) {
        Map<String, Object> values = new LinkedHashMap<>(objective.hyperparameters());
        values.keySet().removeIf(name -> name.startsWith("lr_"));
        return values;
    }

    /** A resumed run is checked against exactly these. */
    @Test
    void trainingConfig_addsThoseOfEveryRun() {
        assertThat(TrainingConfig.defaults().hyperparameters().keySet())
                .containsExactly(
                        "objective",
                        "critic_steps",
                        "critic_batches",
                        "critic_warmup",
                        "clip",
                        "clip_scale",
                        "clip_batch_norm",
                        "lr_critic",
                        "lr_generator",
                        "lr_decay_epochs",
                        "batch_size",
                        "latent_dim",
                        "ema",
                        "precision",
                        "seed");
    }

    static Stream<Arguments> valuesOutOfRange() {
        return Stream.of(
                refused("critic_steps is 0, expected 1 to 1000", () -> schedule(0, CriticBatches.SAME)),
                refused("critic_steps is 1001, expected 1 to 1000", () -> schedule(1001, CriticBatches.SAME)),
                refused(
                        "critic_steps is 101, expected at most 100 with fresh batches",
                        () -> schedule(101, CriticBatches.FRESH)),
                refused(
                        "critic_batches is fresh, expected same, since the critic has one update for each",
                        () -> schedule(1, CriticBatches.FRESH)),
                refused("clip is 0.0, expected a positive number", () -> wgan(0)),
                refused("clip is NaN, expected a positive number", () -> wgan(Double.NaN)),
                refused("clip is 1.0E-50, expected a number that a float can hold", () -> wgan(1e-50)),
                refused("clip is 1.0E50, expected a number that a float can hold", () -> wgan(1e50)),
                refused("gradient_penalty is -1.0, expected a positive number", () -> new WganGp(FIVE, -1, RATES)),
                refused(
                        "critic_warmup is repeated, expected none for an objective with a discriminator",
                        () -> new Gan(WARMUP, RATES)),
                refused(
                        "critic_warmup is repeated, expected none for an objective with a discriminator",
                        () -> new Dcgan(WARMUP, RATES)),
                refused(
                        "lr_critic is NaN, expected a positive number",
                        () -> InverseTimeDecay.constant(Double.NaN, 1e-4)),
                refused(
                        "lr_generator is Infinity, expected a positive number",
                        () -> InverseTimeDecay.constant(1e-4, Double.POSITIVE_INFINITY)),
                refused(
                        "lr_decay is -1.0, expected 0 or a positive number",
                        () -> new InverseTimeDecay(1e-4, 1e-4, -1)),
                refused(
                        "epochs is 0, expected 1 to 100000",
                        () -> TrainingConfig.defaults().withEpochs(0)),
                refused(
                        "epochs is 100001, expected 1 to 100000",
                        () -> TrainingConfig.defaults().withEpochs(100_001)),
                refused("batch_size is 1, expected 2 or more", () -> config(1, 100)),
                refused("latent_dim is 0, expected 1 to 4096", () -> config(128, 0)),
                refused("latent_dim is 4097, expected 1 to 4096", () -> config(128, 4097)),
                refused(
                        "ema is 1.0, expected 0 for none, or a number below 1",
                        () -> TrainingConfig.defaults().withEma(1)),
                refused(
                        "ema is -0.5, expected 0 for none, or a number below 1",
                        () -> TrainingConfig.defaults().withEma(-0.5)),
                refused(
                        "evaluate_every is -1, expected 0 for never, or a number of steps",
                        () -> new PeriodicEvaluation(-1, 1, "classifier", (generator, samples) -> 0)));
    }

    private static Arguments refused(String message, Supplier<Object> construction) {
        return Arguments.of(message, construction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesOutOfRange")
    void valueOutOfRange_isRefusedByItsName(String message, Supplier<Object> construction) {
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(construction::get)
                .withMessage(message)
                .satisfies(e ->
                        assertThat(message).isEqualTo(e.name() + " is " + e.value() + ", expected " + e.expected()));
    }

    private static CriticSchedule schedule(int steps, CriticBatches batches) {
        return new CriticSchedule(steps, batches, Warmup.NONE);
    }

    private static Wgan wgan(double clip) {
        return new Wgan(FIVE, clip, Wgan.ClipScale.NONE, true, RATES);
    }

    private static TrainingConfig config(int batchSize, int latentDim) {
        return TrainingConfig.defaults().withBatchSize(batchSize).withLatentDim(latentDim);
    }
}
