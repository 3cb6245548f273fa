package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.Batches;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.evaluate.MetricEvaluator;
import wgan.report.ComparisonReport;
import wgan.report.MixedDatasetsException;
import wgan.report.ReportMetadata;
import wgan.report.RunComparison;
import wgan.torch.Device;
import wgan.train.ObjectiveName;
import wgan.train.StatusLine;
import wgan.train.TrainingConfig;

/** The command that trains several objectives and compares them in one page. */
@Command(
        name = "report",
        description = {
            "Train GAN, DCGAN, WGAN and WGAN-GP, evaluate them, and write one HTML file that compares them.",
            "The same command resumes an interrupted report; a finished run is not trained again."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  wgan report --epochs 5",
            "  wgan report --dataset synthetic --limit 512 --batch-size 32 --epochs 2 --out try",
            "  wgan report --objectives gan,wgan --epochs 5 --out two",
            "  wgan report --runs runs/wgan,runs/wgan-gp --out compared"
        })
public final class Report implements Callable<Integer> {
    /** Evaluations during a run: enough for a rank correlation, and they take only minutes. */
    private static final int EVALUATIONS = 30;

    /** Options for training, which --runs does not use. */
    private static final Set<String> FOR_TRAINING = Set.of(
            "--objectives",
            "--dataset",
            "--limit",
            "--epochs",
            "--batch-size",
            "--latent-dim",
            "--seed",
            "--precision",
            "--fresh");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--objectives",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "gan,dcgan,wgan,wgan-gp",
            description = "The objectives to train, in the order of the report (default: ${DEFAULT-VALUE}).")
    private List<String> objectives;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            split = ",",
            description =
                    "Compare these run directories instead of training, all of one dataset. Without --evaluate-every in"
                            + " their training, the report has no correlations of the losses with the image quality.")
    private List<Path> runs = List.of();

    @Mixin
    private Hyperparameters hyperparameters;

    @Mixin
    private Computation computation;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "report",
            description =
                    "The directory for index.html and the runs that are trained for it (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--fresh",
            description = "Train the runs in the directory again; required if they have other settings.")
    private boolean fresh;

    @Option(names = "--no-progress", description = "Show no progress bar.")
    private boolean noProgress;

    @Option(names = "--json", description = "Print one JSON object on standard output at the end, and nothing else.")
    private boolean json;

    private Report() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Report(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        List<TrainingConfig> configs = configs();
        computation.validate();
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out is " + out + ", a file, expected a directory");
        }
        Optional<RunComparison> existing = runs.isEmpty() ? Optional.empty() : Optional.of(read(runs));
        PrintWriter err = spec.commandLine().getErr();
        StatusLine line = noProgress ? StatusLine.none() : StatusLine.onStandardError();
        DataOptions options = hyperparameters.source().options(new TransferProgress(err, line));
        Device device = computation.prepare(err);
        if (existing.isPresent()) {
            write(existing.get(), ReportMetadata.none(), options, device);
            return ExitCode.DONE;
        }
        Training training = new Training(spec.commandLine(), json ? System.err : System.out, line, device);
        return trainAndWrite(new MultiRunTrainer(training, out, fresh), configs, options, device);
    }

    private int trainAndWrite(MultiRunTrainer trainer, List<TrainingConfig> configs, DataOptions options, Device device)
            throws IOException {
        if (!train(trainer, configs, options, device)) {
            return ExitCode.DONE; // interrupted; the same command resumes
        }
        if (trainer.trained().isEmpty()) {
            throw trainer.diverged().values().iterator().next();
        }
        ReportMetadata metadata = ReportMetadata.none().withDevice(device);
        for (var diverged : trainer.diverged().entrySet()) {
            metadata = metadata.withDiverged(
                    diverged.getKey(), String.valueOf(diverged.getValue().getMessage()));
        }
        write(read(trainer.trained()), metadata, options, device);
        return trainer.diverged().isEmpty() ? ExitCode.DONE : ExitCode.DIVERGED;
    }

    /** Returns what to train: nothing if runs are given. */
    private List<TrainingConfig> configs() {
        if (!runs.isEmpty()) {
            refuseOptionsForTraining();
            requireDistinct("--runs", runs);
            return List.of();
        }
        requireDistinct("--objectives", objectives);
        return objectives.stream()
                .map(this::objective)
                .map(objective -> hyperparameters.config(objective::rules))
                .toList();
    }

    private ObjectiveName objective(String name) {
        try {
            return ObjectiveName.of(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--objectives: " + e.getMessage(), e);
        }
    }

    private void requireDistinct(String option, List<?> values) {
        if (Set.copyOf(values).size() < values.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is " + values.stream().map(Object::toString).collect(joining(","))
                            + ", expected each of them once");
        }
    }

    private void refuseOptionsForTraining() {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            if (FOR_TRAINING.contains(option.longestName())) {
                throw new ParameterException(
                        spec.commandLine(),
                        option.longestName() + " is for training; omit it with --runs, which are trained already");
            }
        }
    }

    /** Trains what is not trained yet; returns false if a signal interrupted it. */
    private boolean train(MultiRunTrainer trainer, List<TrainingConfig> configs, DataOptions options, Device device)
            throws IOException {
        TrainingConfig first = hyperparameters.settle(
                configs.getFirst(), device, spec.commandLine().getErr());
        List<TrainingConfig> settled = configs.stream()
                .map(config -> config.withPrecision(first.precision()))
                .toList();
        Dataset dataset = Training.dataset(first, options);
        long steps = (long) Batches.steps(dataset.size(), first.batchSize()) * first.epochs();
        int interval = Math.clamp(steps / EVALUATIONS, 1, Integer.MAX_VALUE);
        try (MetricEvaluator evaluation = Training.evaluation(first, options, device);
                Interruption interruption = Interruption.watch()) {
            trainer.train(settled, dataset, Training.evaluations(interval, evaluation), interruption);
            return !interruption.isRequested();
        }
    }

    private RunComparison read(List<Path> directories) throws IOException {
        try {
            return RunComparison.read(directories);
        } catch (MixedDatasetsException e) {
            throw new ParameterException(spec.commandLine(), "--runs: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    e.getFile()
                            + ": there is no such file; name a directory that 'wgan train' has written to its first epoch",
                    e);
        }
    }

    /** Evaluates the generators of these runs, and writes the page. */
    private void write(RunComparison comparison, ReportMetadata metadata, DataOptions options, Device device)
            throws IOException {
        ComparisonReport report =
                comparison.evaluate(options, device, spec.commandLine().getErr()::println);
        Files.createDirectories(out);
        report.write(page(), metadata.withCommand(ShellCommand.of(spec.commandLine())));
        announce(comparison);
    }

    private Path page() {
        return out.resolve("index.html");
    }

    private void announce(RunComparison comparison) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = JsonMapper.shared().createObjectNode().put("report", page().toString());
            ArrayNode list = node.putArray("runs");
            comparison.directories().forEach(directory -> list.add(directory.toString()));
            stdout.println(node);
        } else {
            stdout.println("wrote " + page() + "; open it in a browser");
        }
        stdout.flush();
    }
}
