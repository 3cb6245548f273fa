package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.evaluate.MetricEvaluator;
import wgan.model.Generator;
import wgan.torch.Device;
import wgan.train.ObjectiveName;
import wgan.train.PeriodicEvaluation;
import wgan.train.StatusLine;
import wgan.train.TrainingConfig;

/** The command that trains. */
@Command(
        name = "train",
        description = {
            "Train a generator of digits against a critic.",
            "A run that was interrupted, or has fewer epochs than asked for, goes on where it stands."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  wgan train --epochs 1",
            "  wgan train --dataset synthetic --limit 2048 --epochs 2 --out runs/try",
            "  wgan train --epochs 10 --evaluate-every 469",
            "  wgan train --objective wgan-gp --critic-batches fresh --epochs 10",
            "  wgan train --device cuda --seed 7 --out runs/seven --json"
        })
public final class Train implements Callable<Integer> {
    /** What the generator draws in the end, where whoever started it looks first. */
    private static final Path DIGITS = Path.of("digits.png");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Game game;

    @Mixin
    private Hyperparameters hyperparameters;

    @Mixin
    private Computation computation;

    @Option(
            names = "--evaluate-every",
            paramLabel = "N",
            defaultValue = "0",
            description = "Every N steps and at the end, work out how far generated images are from the test set, and"
                    + " keep the best generator; 0 for never (default: ${DEFAULT-VALUE}).")
    private int evaluateEvery;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory (default: runs/<objective>).")
    private @Nullable Path out;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description = "Where TensorBoard finds the run (default: logs/experiment_<objective>; with --out, logs/<its"
                    + " name>).")
    private @Nullable Path logDirectory;

    @Option(names = "--fresh", description = "Start over where the run directory holds a run already.")
    private boolean fresh;

    @Option(names = "--no-progress", description = "Show no progress bar.")
    private boolean noProgress;

    @Option(names = "--json", description = "Print one JSON object on standard output at the end, and nothing else.")
    private boolean json;

    private Train() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Train(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        TrainingConfig asked = hyperparameters.config(game::rules);
        computation.validate();
        if (evaluateEvery < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--evaluate-every is " + evaluateEvery + ", expected 0 for never, or a number of steps");
        }
        ObjectiveName objective = asked.rules().objective();
        Path directory = out == null ? Path.of("runs", objective.toString()) : out;
        Path events = logDirectory == null ? Path.of("logs", historyName(objective)) : logDirectory;
        PrintWriter err = spec.commandLine().getErr();
        StatusLine line = noProgress ? StatusLine.none() : StatusLine.onStandardError();
        Device device = computation.prepare(err);
        TrainingConfig config = hyperparameters.settle(asked, device, err);
        DataOptions options = hyperparameters.source().options(new TransferProgress(err, line));
        Dataset dataset = Training.dataset(config, options);
        Training training = new Training(spec.commandLine(), json ? System.err : System.out, line, device);
        try (MetricEvaluator evaluation = evaluateEvery == 0 ? null : Training.evaluation(config, options, device);
                Interruption interruption = training.watchSignals()) {
            PeriodicEvaluation evaluations =
                    evaluation == null ? PeriodicEvaluation.NONE : Training.evaluations(evaluateEvery, evaluation);
            long started = System.nanoTime();
            Training.Outcome outcome = training.train(
                    new Training.Run(config, directory, events, fresh), dataset, evaluations, interruption);
            if (!interruption.isRequested()) {
                report(directory, outcome, device, (System.nanoTime() - started) / 1e9);
            }
        }
        return ExitCode.DONE;
    }

    /** Runs of their own directories have histories of their own, or TensorBoard would show them as one. */
    private String historyName(ObjectiveName objective) {
        Path name = out == null ? null : out.toAbsolutePath().normalize().getFileName();
        return name == null ? "experiment_" + objective : name.toString();
    }

    private void report(Path run, Training.Outcome outcome, Device device, double seconds) throws IOException {
        try (Generator generator = Models.load(run, device)) {
            Drawing.draw(generator, Drawing.latents(0, Drawing.COUNT, generator.latentDim()), Drawing.COLUMNS, DIGITS);
        }
        Path generator = Models.fileOf(run);
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(JsonMapper.shared()
                    .createObjectNode()
                    .put("run", run.toString())
                    .put("epochs", outcome.end().epochs())
                    .put("iterations", outcome.end().iteration())
                    .put("device", device.toString())
                    .put("seconds", Math.rint(seconds * 1e3) / 1e3)
                    .put("generator", generator.toString())
                    .put("digits", DIGITS.toString()));
        } else {
            stdout.printf(
                    Locale.ROOT,
                    "%s; generator: %s; %d digits it drew: %s%n",
                    outcome.describe(run, seconds),
                    generator,
                    Drawing.COUNT,
                    DIGITS);
        }
        stdout.flush();
    }
}
