package wgan.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.train.CriticSchedule;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.Dcgan;
import wgan.train.Gan;
import wgan.train.InverseTimeDecay;
import wgan.train.LearningRateSchedule;
import wgan.train.Objective;
import wgan.train.ObjectiveType;
import wgan.train.Wgan;
import wgan.train.WganGp;

/** The options that select the objective and its hyper-parameters; the defaults are those of the objective. */
@OptionHeading("Objective")
final class ObjectiveOptions {
    /** The options that not all objectives have, with those that have them. */
    private static final Map<String, List<ObjectiveType>> LIMITED = Map.of(
            "--critic-warmup", List.of(ObjectiveType.WGAN, ObjectiveType.WGAN_GP),
            "--clip", List.of(ObjectiveType.WGAN),
            "--clip-batch-norm", List.of(ObjectiveType.WGAN),
            "--gradient-penalty", List.of(ObjectiveType.WGAN_GP));

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "wgan",
            description = "The GAN variant: gan, dcgan, wgan or wgan-gp (default: ${DEFAULT-VALUE}).")
    private String objective;

    @Option(
            names = "--lr-critic",
            paramLabel = "R",
            description = "Initial learning rate of the critic (default: 5e-4; wgan: 2e-5; wgan-gp: 1e-3).")
    private @Nullable Double criticRate;

    @Option(
            names = "--lr-generator",
            paramLabel = "R",
            description = "Initial learning rate of the generator (default: 5e-4; wgan: 2e-3; wgan-gp: 1e-3).")
    private @Nullable Double generatorRate;

    @Option(
            names = "--lr-decay",
            paramLabel = "R",
            description = "After e epochs both learning rates are divided by 1 + R * e; 0 keeps them constant"
                    + " (default: 0; wgan, wgan-gp: 0.5).")
    private @Nullable Double rateDecay;

    @Option(
            names = "--critic-steps",
            paramLabel = "K",
            description = "Updates of the critic for each update of the generator (default: 5; gan, dcgan: 1).")
    private @Nullable Integer criticSteps;

    @Option(
            names = "--critic-batches",
            paramLabel = "same|fresh",
            description = "Whether the updates of the critic before an update of the generator use the same batch, or a"
                    + " fresh batch each; then an epoch has fewer updates of the generator (default: same).")
    private @Nullable CriticBatches criticBatches;

    @Option(
            names = "--critic-warmup",
            fallbackValue = "true",
            description = "Update the critic 100 times before each of the generator's first 25 updates and before every"
                    + " 500th; only wgan, wgan-gp (default: off).")
    private @Nullable Boolean criticWarmup;

    @Option(
            names = "--clip",
            paramLabel = "C",
            description = "The critic's parameters are clamped to [-C, C]; only wgan (default: 0.01).")
    private @Nullable Double clip;

    @Option(
            names = "--clip-batch-norm",
            negatable = true,
            fallbackValue = "true",
            description = "Whether the parameters of batch normalization are clamped, too; only wgan (default: yes).")
    private @Nullable Boolean clipBatchNorm;

    @Option(
            names = "--gradient-penalty",
            paramLabel = "LAMBDA",
            description = "Weight of the gradient penalty; only wgan-gp (default: 10).")
    private @Nullable Double gradientPenalty;

    /**
     * Returns the objective.
     *
     * @throws wgan.train.HyperparameterException if a value is out of range
     * @throws ParameterException if an option does not apply to the objective
     */
    Objective objective() {
        ObjectiveType type = ObjectiveType.of(objective);
        requireApplicableOptions(type);
        return switch (type) {
            case GAN -> new Gan(schedule(Gan.defaults()), rates(Gan.defaults()));
            case DCGAN -> new Dcgan(schedule(Dcgan.defaults()), rates(Dcgan.defaults()));
            case WGAN -> {
                Wgan defaults = Wgan.defaults();
                yield new Wgan(
                        schedule(defaults),
                        or(clip, defaults.clip()),
                        or(clipBatchNorm, defaults.clipBatchNorm()),
                        rates(defaults));
            }
            case WGAN_GP -> {
                WganGp defaults = WganGp.defaults();
                yield new WganGp(schedule(defaults), or(gradientPenalty, defaults.gradientPenalty()), rates(defaults));
            }
        };
    }

    private void requireApplicableOptions(ObjectiveType type) {
        LIMITED.forEach((option, types) -> {
            if (spec.commandLine().getParseResult().hasMatchedOption(option) && !types.contains(type)) {
                String names = String.join(
                        " and ", types.stream().map(ObjectiveType::toString).toList());
                throw new ParameterException(spec.commandLine(), option + " applies only to " + names);
            }
        });
    }

    private CriticSchedule schedule(Objective of) {
        CriticSchedule defaults = of.criticSchedule();
        return new CriticSchedule(
                or(criticSteps, defaults.steps()),
                or(criticBatches, defaults.batches()),
                or(criticWarmup, defaults.warmup()));
    }

    private LearningRateSchedule rates(Objective of) {
        InverseTimeDecay defaults = (InverseTimeDecay) of.learningRates(); // all built-in defaults are
        return new InverseTimeDecay(
                or(criticRate, defaults.critic()),
                or(generatorRate, defaults.generator()),
                or(rateDecay, defaults.decay()));
    }

    private static <T> T or(@Nullable T given, T defaultValue) {
        return given == null ? defaultValue : given;
    }
}
