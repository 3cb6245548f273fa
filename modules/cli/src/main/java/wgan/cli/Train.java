package wgan.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.AtomicFile;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.model.Generator;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.train.CheckpointWriter;
import wgan.train.ConsoleLog;
import wgan.train.DivergenceGuard;
import wgan.train.Listeners;
import wgan.train.MetricsLog;
import wgan.train.ObjectiveName;
import wgan.train.Progress;
import wgan.train.ProgressBarListener;
import wgan.train.RunDirectory;
import wgan.train.SampleGrid;
import wgan.train.SamplePictures;
import wgan.train.StatusLine;
import wgan.train.TensorBoardListener;
import wgan.train.Trainer;
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
            "  wgan train --objective wgan-gp --critic-batches fresh --epochs 10",
            "  wgan train --device cuda --seed 7 --out runs/seven --json"
        })
public final class Train implements Callable<Integer> {
    /** What the generator draws in the end, where whoever started it looks first. */
    private static final Path DIGITS = Path.of("digits.png");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Hyperparameters hyperparameters;

    @Mixin
    private Computation computation;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory (default: runs/<objective>).")
    private @Nullable Path out;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description = "Where TensorBoard finds the run (default: logs/experiment_<objective>).")
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
        TrainingConfig asked = hyperparameters.config();
        computation.validate();
        ObjectiveName objective = asked.rules().objective();
        Path directory = out == null ? Path.of("runs", objective.toString()) : out;
        Path events = logDirectory == null ? Path.of("logs", "experiment_" + objective) : logDirectory;
        TensorBoardListener history = new TensorBoardListener(objective.title(), events, SampleGrid.lab());
        PrintWriter err = spec.commandLine().getErr();
        StatusLine line = noProgress ? StatusLine.none() : StatusLine.onStandardError();
        Device device = computation.prepare(err);
        TrainingConfig config = hyperparameters.settle(asked, device, err);
        Dataset dataset = dataset(config, new TransferProgress(err, line));
        // The directory comes last, so that a run that cannot begin leaves none behind.
        try (Interruption interruption = Interruption.watch();
                Trainer trainer = trainer(config, dataset, device);
                RunDirectory run = RunDirectory.open(directory)) {
            if (fresh) {
                run.clear();
            } else if (Files.exists(run.checkpointFile())) {
                trainer.resume(run.checkpointFile());
                err.println("going on with the run in " + directory + ", of which " + done(trainer.progress())
                        + " are done");
            }
            writeConfig(config, device, run);
            long started = System.nanoTime();
            Progress at = train(trainer, run, history, line, interruption);
            if (interruption.isRequested()) {
                err.println("interrupted after " + done(at) + "; the same command goes on from here");
            } else {
                report(run, at, device, (System.nanoTime() - started) / 1e9);
            }
        }
        return ExitCode.DONE;
    }

    private Trainer trainer(TrainingConfig config, Dataset dataset, Device device) {
        try {
            return new Trainer(config, dataset, device);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private Dataset dataset(TrainingConfig config, TransferProgress progress) throws IOException {
        DataOptions options = hyperparameters.source().options(progress).withSeed(new Seed(config.seed()));
        int limit = config.limit() == 0 ? Integer.MAX_VALUE : config.limit();
        return Datasets.open(config.dataset(), Split.TRAIN, limit, options);
    }

    private static void writeConfig(TrainingConfig config, Device device, RunDirectory run) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>(config.hyperparameters());
        values.put("epochs", config.epochs());
        values.put("device", device.toString());
        values.put("threads", LibTorch.get().threads());
        values.put("libtorch", LibTorch.get().version());
        byte[] text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(values);
        AtomicFile.write(run.configFile(), file -> file.write(text));
    }

    /** Trains to the end, or until a signal comes; either way, what was learnt is on disk then. */
    private Progress train(
            Trainer trainer, RunDirectory run, TensorBoardListener history, StatusLine line, Interruption interruption)
            throws IOException {
        CheckpointWriter checkpoints = new CheckpointWriter(trainer, run);
        PrintStream log = json ? System.err : System.out;
        try (Listeners listeners = new Listeners(List.of(
                new DivergenceGuard(),
                new ProgressBarListener(line),
                new ConsoleLog(log, line),
                new MetricsLog(run.metricsFile()),
                new SamplePictures(run, SampleGrid.lab()),
                history,
                checkpoints))) {
            Progress at = trainer.run(listeners, interruption::isRequested);
            if (!at.endsEpoch()) {
                checkpoints.save();
            }
            return at;
        }
    }

    private static String done(Progress at) {
        return at.iteration() + " of " + at.iterations() + " steps";
    }

    private void report(RunDirectory run, Progress at, Device device, double seconds) throws IOException {
        try (Generator generator = Generator.load(run.generatorFile(), device)) {
            Drawing.draw(generator, Drawing.latents(0, Drawing.COUNT, generator.latentSize()), Drawing.COLUMNS, DIGITS);
        }
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(JsonMapper.shared()
                    .createObjectNode()
                    .put("run", run.path().toString())
                    .put("epochs", at.epochs())
                    .put("iterations", at.iteration())
                    .put("device", device.toString())
                    .put("seconds", Math.rint(seconds * 1e3) / 1e3)
                    .put("generator", run.generatorFile().toString())
                    .put("digits", DIGITS.toString()));
        } else {
            stdout.printf(
                    Locale.ROOT,
                    "trained %s in %.0f s; generator: %s; %d digits it drew: %s%n",
                    done(at),
                    seconds,
                    run.generatorFile(),
                    Drawing.COUNT,
                    DIGITS);
        }
        stdout.flush();
    }
}
