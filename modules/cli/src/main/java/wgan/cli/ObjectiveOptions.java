package wgan.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.train.CosineDecay;
import wgan.train.CriticSchedule;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;
import wgan.train.Dcgan;
import wgan.train.Gan;
import wgan.train.InverseTimeDecay;
import wgan.train.LearningRateSchedule;
import wgan.train.Objective;
import wgan.train.ObjectiveType;
import wgan.train.Preset;
import wgan.train.Progress;
import wgan.train.Wgan;
import wgan.train.Wgan.ClipScale;
import wgan.train.WganGp;

/** The options that select the objective and its hyper-parameters; the defaults are those of the objective. */
@OptionHeading("Objective")
final class ObjectiveOptions {
    /** The options that not all objectives have, with those that have them. */
    private static final Map<String, List<ObjectiveType>> LIMITED = Map.of(
            "--critic-warmup", List.of(ObjectiveType.WGAN, ObjectiveType.WGAN_GP),
            "--clip", List.of(ObjectiveType.WGAN),
            "--clip-scale", List.of(ObjectiveType.WGAN),
            "--clip-batch-norm", List.of(ObjectiveType.WGAN),
            "--gradient-penalty", List.of(ObjectiveType.WGAN_GP));

    /** Where a learning rate has its initial value. */
    private static final Progress BEGINNING = new Progress(0, 1, 0, 1);

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "wgan",
            description = "The GAN variant: gan, dcgan, wgan or wgan-gp (default: ${DEFAULT-VALUE}).")
    private String objective;

    @Option(
            names = "--preset",
            paramLabel = "paper|tuned",
            defaultValue = "tuned",
            description =
                    "The defaults of the options below: the values of the objective's paper, or the best of a sweep"
                            + " (default: ${DEFAULT-VALUE}). The defaults in parentheses are those of tuned.")
    private Preset preset;

    @Option(
            names = "--lr-critic",
            paramLabel = "R",
            description = "Initial learning rate of the critic (default: 5e-4; wgan: 2e-5; wgan-gp: 1e-3).")
    private @Nullable Double criticRate;

    @Option(
            names = "--lr-generator",
            paramLabel = "R",
            description = "Initial learning rate of the generator (default: 5e-4; wgan: 4e-3; wgan-gp: 1e-3).")
    private @Nullable Double generatorRate;

    @Option(
            names = "--lr-decay",
            paramLabel = "R",
            description = "After e epochs both learning rates are divided by 1 + R * e; 0 keeps them constant"
                    + " (default: 0).")
    private @Nullable Double rateDecay;

    @Option(
            names = "--lr-decay-critic",
            paramLabel = "R",
            description = "The same for the critic's learning rate alone; without it --lr-decay is for both"
                    + " (default: 0).")
    private @Nullable Double criticRateDecay;

    @Option(
            names = "--lr-decay-epochs",
            paramLabel = "E",
            description =
                    "Instead, decrease both learning rates to 0 on a cosine in E epochs; later epochs train nothing"
                            + " (default: none; wgan, wgan-gp: 30).")
    private @Nullable Integer rateDecayEpochs;

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
            paramLabel = "none|initial|repeated",
            description =
                    "Update the critic 100 times before each of the generator's first 25 updates (initial), or also"
                            + " before every 500th (repeated); only wgan, wgan-gp (default: none).")
    private @Nullable Warmup criticWarmup;

    @Option(
            names = "--clip",
            paramLabel = "C",
            description = "The critic's parameters are clamped to [-C, C]; only wgan (default: 0.01).")
    private @Nullable Double clip;

    @Option(
            names = "--clip-scale",
            paramLabel = "none|fan-in",
            description = "Divide C by the square root of the number of inputs of an output of the layer; only wgan"
                    + " (default: none).")
    private @Nullable ClipScale clipScale;

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

    /** Returns the preset. */
    Preset preset() {
        return preset;
    }

    /**
     * Returns the objective.
     *
     * @throws wgan.train.HyperparameterException if a value is out of range
     * @throws ParameterException if an option does not apply to the objective
     */
    Objective objective() {
        ObjectiveType type = ObjectiveType.of(objective);
        requireApplicableOptions(type);
        return switch (type.preset(preset)) {
            case Gan defaults -> new Gan(schedule(defaults), rates(defaults));
            case Dcgan defaults -> new Dcgan(schedule(defaults), rates(defaults));
            case Wgan defaults ->
                new Wgan(
                        schedule(defaults),
                        or(clip, defaults.clip()),
                        or(clipScale, defaults.clipScale()),
                        or(clipBatchNorm, defaults.clipBatchNorm()),
                        rates(defaults));
            case WganGp defaults ->
                new WganGp(schedule(defaults), or(gradientPenalty, defaults.gradientPenalty()), rates(defaults));
            case Objective other -> throw new IllegalStateException("no options for " + other);
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
        LearningRateSchedule defaults = of.learningRates();
        double critic = or(criticRate, defaults.critic(BEGINNING));
        double generator = or(generatorRate, defaults.generator(BEGINNING));
        if (rateDecayEpochs != null) {
            requireNoOtherDecay();
            return new CosineDecay(critic, generator, rateDecayEpochs);
        }
        if (defaults instanceof CosineDecay cosine && rateDecay == null && criticRateDecay == null) {
            return new CosineDecay(critic, generator, cosine.epochs());
        }
        return switch (defaults) {
            case CosineDecay cosine -> inverseTime(critic, generator, 0, 0);
            case InverseTimeDecay inverse -> inverseTime(critic, generator, inverse.decay(), inverse.criticDecay());
            case LearningRateSchedule other -> throw new IllegalStateException("no options for " + other);
        };
    }

    /** Returns a schedule of these rates whose decays are those of the options, else these. */
    private InverseTimeDecay inverseTime(double critic, double generator, double decay, double criticDecay) {
        return new InverseTimeDecay(
                critic, generator, or(rateDecay, decay), or(criticRateDecay, or(rateDecay, criticDecay)));
    }

    private void requireNoOtherDecay() {
        for (String other : List.of("--lr-decay", "--lr-decay-critic")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
                throw new ParameterException(
                        spec.commandLine(), other + " and --lr-decay-epochs exclude each other; use one of them");
            }
        }
    }

    private static <T> T or(@Nullable T given, T defaultValue) {
        return given == null ? defaultValue : given;
    }
}
