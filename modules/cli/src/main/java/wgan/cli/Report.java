package wgan.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.Folders;
import wgan.evaluate.MetricEvaluator;
import wgan.report.ComparisonReport;
import wgan.report.Language;
import wgan.report.MixedDatasetsException;
import wgan.report.MultiRunTrainer;
import wgan.report.ReportMetadata;
import wgan.report.RunComparison;
import wgan.torch.Device;
import wgan.train.ConsoleLog;
import wgan.train.ObjectiveType;
import wgan.train.Preset;
import wgan.train.ProgressBarListener;
import wgan.train.StatusLine;
import wgan.train.TrainingConfig;
import wgan.train.TrainingRun;

/** The command that trains several objectives and compares them in one page. */
@Command(
        name = "report",
        description = {
            "Train GAN, DCGAN, WGAN and WGAN-GP, evaluate them, and write one HTML file that compares them.",
            "The same command resumes an interrupted report; a finished run is not trained again."
        },
        footer = {
            "",
            "Examples:",
            "  wgan report --epochs 5",
            "  wgan report --dataset synthetic --limit 512 --batch-size 32 --epochs 2 --out try",
            "  wgan report --objectives gan,wgan --training-seeds 0-2 --epochs 5 --out two",
            "  wgan report --epochs 5 --language zh",
            "  wgan report --runs runs/wgan,runs/wgan-gp --out compared"
        })
@OptionHeading("Report")
public final class Report implements Callable<Integer> {
    /** Evaluations during a run: enough for a rank correlation. */
    private static final int EVALUATIONS = 30;

    /**
     * Images that are trained on for each image that is generated for an evaluation during a run. The fastest objective, GAN, takes
     * 0.17 ms to train on an image, and an evaluation of its generator 0.11 ms for each image. So the evaluations take 0.16 of the time
     * of its training, and less of the others'.
     */
    private static final int TRAINED_PER_SAMPLE = 4;

    /** With fewer images the Fréchet classifier distance is mostly random error and bias. */
    private static final int MIN_EVALUATION_SAMPLES = 500;

    /** Options for training, which --runs does not use. */
    private static final Set<String> FOR_TRAINING = Set.of(
            "--objectives",
            "--preset",
            "--training-seeds",
            "--ema",
            "--dataset",
            "--resize",
            "--fit",
            "--channels",
            "--background",
            "--skip-corrupt",
            "--transpose",
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
            names = "--preset",
            paramLabel = "paper|tuned",
            defaultValue = "tuned",
            description = "The hyper-parameters of the objectives: the values of their papers, or the best of a sweep"
                    + " (default: ${DEFAULT-VALUE}).")
    private Preset preset;

    @Option(
            names = "--training-seeds",
            paramLabel = "LIST",
            converter = Seeds.Converter.class,
            description =
                    "Train each objective with each of these seeds, such as 0-4, and show their means and standard"
                            + " deviations (default: that of --seed).")
    private @Nullable Seeds trainingSeeds;

    @Option(
            names = "--language",
            paramLabel = "en|zh",
            defaultValue = "en",
            description = "The language of the page: English or Chinese (default: ${DEFAULT-VALUE}).")
    private Language language;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            split = ",",
            description =
                    "Compare these run directories instead of training, all of one dataset. Without --evaluate-every in"
                            + " their training, the report has no correlations of the losses with the image quality.")
    private List<Path> runs = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "report",
            description =
                    "The directory for index.html, report.json with its figures, and the runs that are trained for it"
                            + " (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10000",
            description = "The number of images of each generator to evaluate; compare only metrics of equal numbers"
                    + " (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--fresh",
            description = "Train the runs in the directory again; required if they have other settings.")
    private boolean fresh;

    @Mixin
    private TrainingOptions trainingOptions;

    @Mixin
    private DeviceOptions deviceOptions;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private JsonOption json;

    private Report() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Report(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        List<TrainingConfig> configs = configs();
        deviceOptions.validate();
        if (samples < RunComparison.MIN_SAMPLES || samples > SeedLatents.MAX_COUNT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--samples is " + samples + ", expected " + RunComparison.MIN_SAMPLES + " to "
                            + SeedLatents.MAX_COUNT);
        }
        OutputFolder.validate(out, "--out", spec.commandLine());
        Optional<RunComparison> existing = runs.isEmpty() ? Optional.empty() : Optional.of(read(runs));
        PrintWriter err = spec.commandLine().getErr();
        StatusLine line = progress.statusLine();
        TransferProgress transfers = new TransferProgress(err, line);
        Device device = deviceOptions.prepare(err);
        if (existing.isPresent()) {
            write(existing.get(), ReportMetadata.none(), trainingOptions.dataOptions(transfers), device);
            return ExitCode.DONE;
        }
        MultiRunTrainer.Outcome outcome = train(configs, trainingOptions.source(transfers), device, line);
        if (outcome.isInterrupted()) {
            return ExitCode.DONE; // the same command resumes
        }
        if (outcome.trained().isEmpty()) {
            throw outcome.diverged().values().iterator().next();
        }
        write(read(outcome.trained()), metadata(outcome, device), trainingOptions.dataOptions(transfers), device);
        return outcome.diverged().isEmpty() ? ExitCode.DONE : ExitCode.DIVERGED;
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
                .map(objective -> trainingOptions.config(objective.preset(preset), preset))
                .flatMap(this::withSeeds)
                .toList();
    }

    private Stream<TrainingConfig> withSeeds(TrainingConfig config) {
        if (trainingSeeds == null) {
            return Stream.of(config);
        }
        requireDistinct("--training-seeds", trainingSeeds.values());
        return trainingSeeds.values().stream().map(config::withSeed);
    }

    private ObjectiveType objective(String name) {
        return ObjectiveType.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--objectives has '" + name + "', expected a list of gan, dcgan, wgan, wgan-gp"));
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

    private MultiRunTrainer.Outcome train(
            List<TrainingConfig> configs, DataSource source, Device device, StatusLine line) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        List<TrainingConfig> settled = trainingOptions.settle(configs, device, err);
        TrainingConfig first = settled.getFirst();
        Dataset dataset = trainingOptions.openDataset(source);
        long iterations = (long) Batches.count(dataset.size(), first.batchSize()) * first.epochs();
        int interval = Math.clamp(iterations / EVALUATIONS, 1, Integer.MAX_VALUE);
        int evaluationSamples = evaluationSamples((long) dataset.size() * first.epochs(), iterations / interval);
        try (MetricEvaluator evaluator = trainingOptions.openEvaluator(source, device);
                Interruption interruption = Interruption.watch(err, line)) {
            TrainingRun.Options options = TrainingRun.Options.DEFAULT
                    .withDevice(device)
                    .withEvaluation(TrainingOptions.evaluation(interval, evaluationSamples, evaluator))
                    .withStartsOver(fresh)
                    .withListener(TrainingOptions.evaluationNote(evaluator, dataset, err))
                    .withListener(new ProgressBarListener(line))
                    .withListener(BusyMachineWarning.here(err, line))
                    .withListener(new ConsoleLog(json.isRequested() ? System.err : System.out, line));
            return new MultiRunTrainer(out, dataset, options)
                    .train(settled, interruption::isRequested, new RunLog(err, fresh));
        }
    }

    /**
     * Returns the number of images for each evaluation during a run, so that they do not take more time than training.
     *
     * @param trained images that the run is trained on, counted once for each epoch
     */
    static int evaluationSamples(long trained, long evaluations) {
        return Math.clamp(
                trained / TRAINED_PER_SAMPLE / evaluations, MIN_EVALUATION_SAMPLES, TrainingOptions.EVALUATION_SAMPLES);
    }

    private static ReportMetadata metadata(MultiRunTrainer.Outcome outcome, Device device) {
        ReportMetadata metadata = ReportMetadata.none().withDevice(device);
        for (var diverged : outcome.diverged().entrySet()) {
            metadata = metadata.withDiverged(
                    diverged.getKey(), String.valueOf(diverged.getValue().getMessage()));
        }
        return metadata;
    }

    private RunComparison read(List<Path> directories) throws IOException {
        try {
            return RunComparison.read(directories);
        } catch (MixedDatasetsException e) {
            throw new ParameterException(spec.commandLine(), "--runs: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    e.getFile()
                            + ": there is no such file; name a run directory in which 'wgan train' has finished an epoch",
                    e);
        }
    }

    /** Evaluates the generators of these runs, and writes the page. */
    private void write(RunComparison comparison, ReportMetadata metadata, DataOptions dataOptions, Device device)
            throws IOException {
        ComparisonReport report = comparison
                .withSamples(samples)
                .evaluate(dataOptions, device, spec.commandLine().getErr()::println);
        Folders.create(out);
        Path page = out.resolve("index.html");
        ReportMetadata complete =
                metadata.withCommand(ShellCommand.of(spec.commandLine())).withLanguage(language);
        report.write(page, complete);
        report.writeJson(out.resolve("report.json"), complete);
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.println(json.isRequested() ? json(page, report, metadata) : "wrote " + page + "; open it in a browser");
        stdout.flush();
    }

    private static ObjectNode json(Path page, ComparisonReport report, ReportMetadata metadata) {
        ObjectNode node = JsonMapper.shared().createObjectNode().put("report", page.toString());
        ArrayNode runs = node.putArray("runs");
        report.metrics()
                .forEach((directory, metrics) ->
                        runs.addObject().put("run", directory.toString()).setAll(MetricsFormatter.json(metrics)));
        node.set("real", MetricsFormatter.json(report.realMetrics()));
        ObjectNode diverged = node.putObject("diverged");
        for (Map.Entry<String, String> one : metadata.diverged().entrySet()) {
            diverged.put(one.getKey(), one.getValue());
        }
        return node;
    }
}
