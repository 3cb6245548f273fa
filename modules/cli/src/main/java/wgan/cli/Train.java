package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
import tools.jackson.databind.node.ObjectNode;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.evaluate.MetricEvaluator;
import wgan.model.Generator;
import wgan.torch.Device;
import wgan.train.ConsoleLog;
import wgan.train.DataParallel;
import wgan.train.DataParallel.BatchNormStatistics;
import wgan.train.Objective;
import wgan.train.OnDivergence;
import wgan.train.Progress;
import wgan.train.ProgressBarListener;
import wgan.train.StatusLine;
import wgan.train.TrainingConfig;
import wgan.train.TrainingEstimate;
import wgan.train.TrainingRun;

/** The command that trains. */
@Command(
        name = "train",
        description = {
            "Train a generator of images, and a critic, on real images.",
            "A run that was interrupted, or has fewer epochs than requested, is resumed."
        },
        footer = {
            "",
            "Examples:",
            "  wgan train --epochs 1",
            "  wgan train --dataset synthetic --limit 2048 --epochs 2 --out runs/try",
            "  wgan train --epochs 10 --evaluate-every 469",
            "  wgan train --dry-run",
            "  wgan train --objective wgan-gp --critic-batches fresh --epochs 10",
            "  wgan train --config runs/try/config.json --seed 1 --out runs/again",
            "  wgan train --device cuda --seed 7 --out runs/seven --json",
            "  mpirun -n 4 wgan train --out runs/four"
        })
@OptionHeading("Run")
public final class Train implements Callable<Integer> {
    /** Enough for a mean, and a few seconds with the slowest objective. */
    private static final int DRY_RUN_STEPS = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions trainingOptions;

    @Mixin
    private ObjectiveOptions objectiveOptions;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A config.json of a run, whose settings are the defaults of the options above, of --keep and of --on-divergence. Its device and"
                            + " threads are not used.")
    private @Nullable Path config;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory (default: runs/<objective>).")
    private @Nullable Path out;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description =
                    "The directory of TensorBoard's event files (default: logs/experiment_<objective>; with --out,"
                            + " logs/<its name>).")
    private @Nullable Path logDirectory;

    @Option(
            names = "--batch-norm",
            paramLabel = "sync|local",
            defaultValue = "sync",
            description =
                    "Whether batch normalization uses the statistics of the whole batch, or those of the share of each process."
                            + " Without several processes (mpirun) it has no effect (default: ${DEFAULT-VALUE}).")
    private BatchNormStatistics batchNorm;

    @Option(
            names = "--backend",
            paramLabel = "mpi|nccl",
            defaultValue = "mpi",
            description =
                    "What exchanges the gradients of several processes (mpirun) that train on GPUs: MPI through the memory of"
                            + " the host, or NCCL between the GPUs, one for each process (default: ${DEFAULT-VALUE}).")
    private ParallelProcesses.Backend backend;

    @Option(names = "--fresh", description = "Delete the run in the run directory, and start a new one.")
    private boolean fresh;

    @Option(
            names = "--dry-run",
            description =
                    "Show the layers of both networks, and the memory and the time that the run needs, measured by its"
                            + " first steps. Nothing is written.")
    private boolean dryRun;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "0",
            description = "Keep the checkpoints of the last N epochs before the newest (default: ${DEFAULT-VALUE}).")
    private int keep;

    @Option(
            names = "--on-divergence",
            paramLabel = "stop|rollback",
            defaultValue = "stop",
            description =
                    "What to do if a loss, a parameter or a metric is NaN or infinite: end with exit code 5, or go back"
                            + " to a checkpoint and go on with other noise, three times at most (default: ${DEFAULT-VALUE}).")
    private String onDivergence;

    @Option(
            names = "--evaluate-every",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Compute the Fréchet classifier distance to the validation set, the last sixth of the training set, every"
                            + " N steps and at the end, and keep the best generator; 0 for never (default:"
                            + " ${DEFAULT-VALUE}).")
    private int evaluateEvery;

    @Option(
            names = "--sample-out",
            paramLabel = "FILE",
            description = "Write 64 images of the trained generator, in the formats of 'wgan sample'.")
    private @Nullable Path sampleOut;

    @Mixin
    private DeviceOptions deviceOptions;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private JsonOption json;

    private Train() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Train(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        ParallelProcesses processes = ParallelProcesses.connect();
        try {
            train(processes);
        } catch (IOException | RuntimeException e) {
            processes.abort(e, spec.commandLine());
            throw e;
        }
        processes.disconnect();
        return ExitCode.DONE;
    }

    private void train(ParallelProcesses processes) throws IOException {
        if (config != null) {
            ConfigDefaults.apply(config, spec.commandLine());
        }
        TrainingConfig requested = trainingOptions.config(objectiveOptions.objective(), objectiveOptions.preset());
        validate();
        PrintWriter err = processes.printing(spec.commandLine().getErr());
        StatusLine line = processes.isRoot() ? progress.statusLine() : StatusLine.none();
        Device device = deviceOptions.prepare(err);
        TrainingConfig settled =
                trainingOptions.settle(List.of(requested), device, err).getFirst();
        DataSource source = trainingOptions.source(new TransferProgress(err, line));
        Dataset dataset = trainingOptions.openDataset(source);
        processes.awaitOthers();
        if (dryRun) {
            if (processes.isRoot()) {
                estimate(settled, dataset, device);
            }
            return;
        }
        TrainingRun.Options options = TrainingRun.Options.DEFAULT
                .withDevice(device)
                .withParallel(new DataParallel(processes.collective(backend, device), batchNorm))
                .withEventDirectory(eventDirectory(settled.objective()))
                .withStartsOver(fresh)
                .withKeep(keep)
                .withOnDivergence(onDivergence())
                .withListener(new ProgressBarListener(line))
                .withListener(BusyMachineWarning.here(err, line))
                .withListener(new ConsoleLog(json.isRequested() ? System.err : System.out, line));
        boolean evaluates = evaluateEvery > 0 && processes.isRoot();
        try (MetricEvaluator evaluator = evaluates ? trainingOptions.openEvaluator(source, device) : null) {
            train(
                    settled,
                    dataset,
                    evaluator == null
                            ? options
                            : options.withEvaluation(TrainingOptions.evaluation(
                                            evaluateEvery, TrainingOptions.EVALUATION_SAMPLES, evaluator))
                                    .withListener(TrainingOptions.evaluationNote(evaluator, dataset, err)),
                    err,
                    line);
        }
    }

    private void validate() {
        deviceOptions.validate();
        if (backend == ParallelProcesses.Backend.NCCL && deviceOptions.isCpu()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--backend is nccl, which connects GPUs, but --device is cpu; expected cuda, or --backend mpi");
        }
        onDivergence();
        if (keep < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--keep is " + keep + ", expected 0 or a number of checkpoints");
        }
        if (evaluateEvery < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--evaluate-every is " + evaluateEvery + ", expected 0 for never, or a number of steps");
        }
        if (sampleOut != null) {
            OutputFormat.of(sampleOut, "--sample-out", spec.commandLine());
        }
        OutputFolder.validate(out, "--out", spec.commandLine());
        OutputFolder.validate(logDirectory, "--log-dir", spec.commandLine());
    }

    private OnDivergence onDivergence() {
        for (OnDivergence value : OnDivergence.values()) {
            if (value.toString().equals(onDivergence)) {
                return value;
            }
        }
        throw new ParameterException(
                spec.commandLine(), "--on-divergence is '" + onDivergence + "', expected stop or rollback");
    }

    private void estimate(TrainingConfig settled, Dataset dataset, Device device) {
        TrainingEstimate estimate = TrainingEstimate.measure(settled, dataset, device, DRY_RUN_STEPS);
        EstimateFormatter formatter = new EstimateFormatter(settled, dataset, estimate);
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.println(json.isRequested() ? formatter.json() : formatter.table());
        stdout.flush();
    }

    private void train(
            TrainingConfig settled, Dataset dataset, TrainingRun.Options options, PrintWriter err, StatusLine line)
            throws IOException {
        Path directory = out == null ? Path.of("runs", settled.objective().name()) : out;
        RunLog log = new RunLog(err, fresh);
        try (Interruption interruption = Interruption.watch(err, line)) {
            long started = System.nanoTime();
            Progress start;
            Progress end;
            try (TrainingRun run = TrainingRun.open(directory, settled, dataset, options)) {
                log.opened(run);
                start = run.progress();
                end = run.train(interruption::isRequested);
            }
            boolean isStopped = interruption.isRequested() || (end.iteration() > start.iteration() && !end.endsRun());
            if (isStopped) { // by this process or another
                log.stopped(end);
            } else if (options.parallel().isRoot()) {
                writeSamples(directory, options.device());
                report(directory, start, end, options.device(), (System.nanoTime() - started) / 1e9);
            }
        }
    }

    /** Each run directory has event files of its own, or TensorBoard would show several runs as one. */
    private Path eventDirectory(Objective objective) {
        if (logDirectory != null) {
            return logDirectory;
        }
        Path name = out == null ? null : out.toAbsolutePath().normalize().getFileName();
        return Path.of("logs", name == null ? "experiment_" + objective.name() : name.toString());
    }

    private void writeSamples(Path run, Device device) throws IOException {
        if (sampleOut == null) {
            return;
        }
        try (Generator generator = new ModelSource.Trained(run).load(device)) {
            float[] latents = SeedLatents.of(0, SeedLatents.COUNT, generator.latentDim());
            OutputFormat.of(sampleOut, "--sample-out", spec.commandLine())
                    .write(generator.sample(latents), generator.imageShape(), SeedLatents.COLUMNS, sampleOut);
        }
    }

    private void report(Path run, Progress start, Progress end, Device device, double seconds) {
        Path generator = new ModelSource.Trained(run).generatorFile();
        PrintWriter stdout = spec.commandLine().getOut();
        if (json.isRequested()) {
            ObjectNode answer = JsonMapper.shared()
                    .createObjectNode()
                    .put("run", run.toString())
                    .put("epochs", end.epochs())
                    .put("iterations", end.iteration())
                    .put("device", device.toString())
                    .put("seconds", Math.rint(seconds * 1e3) / 1e3)
                    .put("generator", generator.toString());
            if (sampleOut != null) {
                answer.put("sample_out", sampleOut.toString());
            }
            stdout.println(answer);
        } else {
            stdout.printf(
                    Locale.ROOT,
                    "%s; generator: %s%s%n",
                    RunLog.outcome(run, start, end, seconds),
                    generator,
                    sampleOut == null ? "" : "; " + SeedLatents.COUNT + " images: " + sampleOut);
        }
        stdout.flush();
    }
}
