package wgan.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wgan.train.LearningRates;
import wgan.train.ObjectiveName;
import wgan.train.Rules;
import wgan.train.Rules.CriticBatches;

/** The options that say which game the networks play, and how; what is not given is as usual in that game. */
final class Game {
    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "wgan",
            description = "The game that the networks play: gan, dcgan, wgan or wgan-gp (default: ${DEFAULT-VALUE}).")
    private String objective;

    @Option(
            names = "--critic-steps",
            paramLabel = "K",
            description = "Updates of the critic to one of the generator (default: 5; gan, dcgan: 1).")
    private @Nullable Integer criticSteps;

    @Option(
            names = "--critic-batches",
            paramLabel = "same|fresh",
            description =
                    "Whether the critic's updates before one of the generator are all on the same batch, or each on a"
                            + " batch of its own, so that the generator has fewer updates in an epoch (default: same).")
    private @Nullable CriticBatches criticBatches;

    @Option(
            names = "--critic-warmup",
            description =
                    "Give the critic 100 updates while the generator has had fewer than 25, and at every 500th, all on"
                            + " one batch unless --critic-batches is fresh; for wgan and wgan-gp (default: off).")
    private @Nullable Boolean criticWarmup;

    @Option(
            names = "--clip",
            paramLabel = "C",
            description = "Bound on the size of each of the critic's parameters; for wgan (default: 0.01).")
    private @Nullable Double clip;

    @Option(
            names = "--clip-batch-norm",
            negatable = true,
            fallbackValue = "true",
            description =
                    "Whether the bound of --clip holds for the parameters of batch-norms, too; for wgan (default: it does).")
    private @Nullable Boolean clipBatchNorm;

    @Option(
            names = "--gradient-penalty",
            paramLabel = "LAMBDA",
            description = "Weight of the gradient penalty in the critic's loss; for wgan-gp (default: 10).")
    private @Nullable Double gradientPenalty;

    @Option(
            names = "--lr-critic",
            paramLabel = "R",
            description = "The critic's learning rate (default: 5e-4; wgan: 2e-5; wgan-gp: 1e-3).")
    private @Nullable Double criticRate;

    @Option(
            names = "--lr-generator",
            paramLabel = "R",
            description = "The generator's learning rate (default: 5e-4; wgan: 2e-3; wgan-gp: 1e-3).")
    private @Nullable Double generatorRate;

    @Option(
            names = "--lr-decay",
            paramLabel = "R",
            description = "Let both rates fall to 1 / (1 + R * e) of what they are at first after e epochs; 0 for never"
                    + " (default: 0; wgan, wgan-gp: 0.5).")
    private @Nullable Double rateDecay;

    /**
     * All of them, checked.
     *
     * @throws IllegalArgumentException whose message begins with an option's name, if its value is not one it may have, or the
     *     game has no use for it
     */
    Rules rules() {
        ObjectiveName name = ObjectiveName.of(objective);
        Rules usual = name.rules();
        LearningRates rates = usual.learningRates();
        return new Rules(
                name,
                or(criticSteps, usual.criticSteps()),
                or(criticBatches, usual.criticBatches()),
                or(criticWarmup, usual.criticWarmup()),
                or(clip, usual.clip()),
                or(clipBatchNorm, usual.clipBatchNorm()),
                or(gradientPenalty, usual.gradientPenalty()),
                new LearningRates(
                        or(criticRate, rates.critic()),
                        or(generatorRate, rates.generator()),
                        or(rateDecay, rates.decay())));
    }

    private static <T extends @Nullable Object> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
