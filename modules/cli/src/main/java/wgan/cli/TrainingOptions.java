package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.evaluate.EvaluationSplit;
import wgan.evaluate.MetricEvaluator;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.train.CosineDecay;
import wgan.train.Objective;
import wgan.train.PeriodicEvaluation;
import wgan.train.Precision;
import wgan.train.Preset;
import wgan.train.Progress;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;

/** The options that determine what training computes, whatever the objective is. */
@OptionHeading("Training")
final class TrainingOptions {
    private static final String AUTO = "auto";

    /** With these, the random error of the Fréchet classifier distance is small, and an evaluation takes seconds. */
    static final int EVALUATION_SAMPLES = 5_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private DatasetOptions dataset;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "Use only the first N images; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "Passes over the images, in all (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "B",
            defaultValue = "128",
            description = "Images in a batch (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--latent-dim",
            paramLabel = "L",
            defaultValue = "100",
            description = "The latent dimension: numbers that an image is generated from (default: ${DEFAULT-VALUE}).")
    private int latentDim;

    @Option(
            names = "--ema",
            paramLabel = "D",
            description =
                    "Sample, evaluate and save an exponential moving average of the generator with this decay; 0 for"
                            + " the generator itself (default: 0.999; with --preset paper: 0).")
    private @Nullable Double ema;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed of all random numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            defaultValue = AUTO,
            description = "The numbers to compute with; auto is bf16 if the device has it natively"
                    + " (default: ${DEFAULT-VALUE}).")
    private String precision;

    /** Checks the values, of which the preset has some defaults; a precision of auto is fp32 until {@link #settle} is called. */
    TrainingConfig config(Objective objective, Preset preset) {
        dataset.validate();
        if (limit < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--limit is " + limit + ", expected 0 for all images, or a number of images");
        }
        return new TrainingConfig(
                objective, epochs, batchSize, latentDim, ema == null ? preset.ema() : ema, precision(), seed);
    }

    private Precision precision() {
        return switch (precision) {
            case AUTO, "fp32" -> Precision.FP32;
            case "bf16" -> Precision.BF16;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--precision is '" + precision + "', expected auto, fp32 or bf16");
        };
    }

    /**
     * Returns the configurations with the precision for a device.
     *
     * @param log receives a line about the choice of auto, and one for each objective that has epochs in which nothing
     *     changes
     */
    List<TrainingConfig> settle(List<TrainingConfig> configs, Device device, PrintWriter log) {
        List<TrainingConfig> settled = configs;
        if (precision.equals(AUTO)) {
            Precision chosen = Precision.automatic(device);
            log.println("precision: " + chosen + ", because the " + (device.isCpu() ? "processor" : "GPU")
                    + (chosen == Precision.BF16 ? " has bf16 natively" : " does not have bf16 natively"));
            settled =
                    configs.stream().map(config -> config.withPrecision(chosen)).toList();
        }
        configs.stream()
                .map(TrainingConfig::objective)
                .distinct()
                .flatMap(objective -> endOfLearning(objective).stream())
                .forEach(log::println);
        return settled;
    }

    /** Returns a line about the epochs in which nothing changes, if there are any. */
    private Optional<String> endOfLearning(Objective objective) {
        return objective.learningRates() instanceof CosineDecay cosine && epochs > cosine.epochs()
                ? Optional.of("from epoch " + cosine.epochs() + " on the learning rates of " + objective.title()
                        + " are 0; see --lr-decay-epochs of train")
                : Optional.empty();
    }

    /** Returns where the images of a run are. */
    DataOptions dataOptions(TransferProgress progress) {
        return dataset.options(progress);
    }

    /** Returns the source of the images. */
    DataSource source(TransferProgress progress) {
        return dataset.source(new Seed(seed), progress);
    }

    /** Opens the real images, which may be downloaded. */
    Dataset openDataset(DataSource source) throws IOException {
        return source.open(Split.TRAIN, limit == 0 ? Integer.MAX_VALUE : limit);
    }

    /** Prepares the evaluation of generators in training. */
    MetricEvaluator openEvaluator(DataSource source, Device device) throws IOException {
        return MetricEvaluator.open(source, EvaluationSplit.VALIDATION, new Seed(seed), device);
    }

    /**
     * Returns a listener that prints once, when training starts, which images the evaluations compare with.
     *
     * @param training the images that are trained on
     */
    static TrainingListener evaluationNote(MetricEvaluator evaluator, Dataset training, PrintWriter log) {
        String note = "evaluations compare with the validation set, the last sixth of the training set"
                + (evaluator.comparesWithUnseen(training) ? "" : ", which the run is trained on, too");
        AtomicBoolean isPrinted = new AtomicBoolean();
        return new TrainingListener() {
            @Override
            public void started(Progress at) {
                if (!isPrinted.getAndSet(true)) {
                    log.println(note);
                }
            }
        };
    }

    /**
     * Returns the evaluation of a generator in training.
     *
     * @param interval steps between two evaluations
     * @param samples images of an evaluation, {@value #EVALUATION_SAMPLES} where nothing else counts
     */
    static PeriodicEvaluation evaluation(int interval, int samples, MetricEvaluator evaluator) {
        return new PeriodicEvaluation(interval, samples, evaluator.features().toString(), evaluator::frechetDistance);
    }
}
