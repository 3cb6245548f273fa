package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.Datasets;
import wgan.data.ImageGrid;
import wgan.data.Split;
import wgan.evaluate.EvaluationResult;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.MetricEvaluator;
import wgan.evaluate.PrecisionRecallDensityCoverage;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.train.RunDirectoryException;
import wgan.train.StatusLine;
import wgan.train.TrainedCritic;
import wgan.train.TrainingDataRef;

/** The command that says how good a generator is. */
@Command(
        name = "evaluate",
        description = {
            "Measure how good a generator is, by what a classifier sees in its images and in the test set's.",
            "The classifier is trained once for each dataset, which takes about half a minute, and kept in the cache."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  wgan evaluate",
            "  wgan evaluate --model runs/wgan-gp --neighbours neighbours.png",
            "  wgan evaluate --model generator.safetensors --dataset fashion-mnist --json"
        })
public final class Evaluate implements Callable<Integer> {
    /** Pairs of a image and its neighbour on the grid, four in each row. */
    private static final int PAIRS = 32;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "RUN|FILE",
            defaultValue = "runs/wgan",
            description = "A run directory or a safetensors file, PyTorch's too (default: ${DEFAULT-VALUE}).")
    private Path model;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many images it draws; figures of equal numbers compare (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "What the images follow from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--neighbours",
            paramLabel = "FILE",
            description = "Also write a PNG grid: images in the midst of real ones, each with the training image"
                    + " nearest to it on its right.")
    private @Nullable Path neighbours;

    @Mixin
    private DataSource source;

    @Mixin
    private Computation computation;

    @Option(names = "--json", description = "Print one JSON object on standard output, and nothing else.")
    private boolean json;

    private Evaluate() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Evaluate(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        validate();
        PrintWriter err = spec.commandLine().getErr();
        TrainingDataRef run = trainingData();
        TrainingDataRef learnt = run.in(source.name(run.dataset()));
        DataOptions options = source.options(new TransferProgress(err, StatusLine.onStandardError()))
                .withSeed(learnt.seed());
        Device device = computation.prepare(err);
        try (Generator generator = Models.load(model, device)) {
            evaluate(generator, learnt, options, device);
        }
        return ExitCode.DONE;
    }

    private TrainingDataRef trainingData() throws IOException {
        try {
            return TrainingDataRef.of(model);
        } catch (RunDirectoryException e) {
            throw new ModelFileException(
                    e.getMessage() + "; name the generator's file with --model, and its --dataset", e);
        }
    }

    private void evaluate(Generator generator, TrainingDataRef learnt, DataOptions options, Device device)
            throws IOException {
        Dataset training = learnt.openFor(model, options);
        try (MetricEvaluator evaluation = MetricEvaluator.open(learnt.dataset(), options, new Seed(seed), device)) {
            float[] images = evaluation.draw(generator, Models.fileOf(model), samples);
            @Nullable Double estimate = criticEstimate(images, learnt, options, device); // before what takes time
            EvaluationResult examination = evaluation.examine(images, training);
            GenerativeMetrics quality = examination.quality().withCriticEstimate(estimate);
            MetricsFormatter verdict =
                    new MetricsFormatter(model, learnt.dataset(), quality, examination.memorization());
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.println(json ? verdict.json() : verdict.table());
            stdout.flush();
            if (neighbours != null) {
                ImageGrid.LAB.write(pairs(examination), neighbours);
            }
        }
    }

    private void validate() {
        computation.validate();
        source.name(); // refuses what it does not know
        if (samples <= PrecisionRecallDensityCoverage.NEIGHBOURS || samples > Drawing.MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--samples is " + samples + ", expected " + (PrecisionRecallDensityCoverage.NEIGHBOURS + 1) + " to "
                            + Drawing.MOST);
        }
    }

    /** What the critic of the run makes of the images; null where there is none. */
    private @Nullable Double criticEstimate(float[] images, TrainingDataRef learnt, DataOptions options, Device device)
            throws IOException {
        Optional<TrainedCritic> found = TrainedCritic.ofRun(model, device);
        if (found.isEmpty()) {
            return null;
        }
        try (TrainedCritic critic = found.get()) {
            return critic.estimate(Datasets.open(learnt.dataset(), Split.TEST, options), images);
        }
    }

    /** The pixels of the best images, each followed by its nearest neighbour's. */
    private static float[] pairs(EvaluationResult examination) {
        List<Integer> best = examination.bestCovered(PAIRS);
        FloatBuffer pixels = FloatBuffer.allocate(2 * best.size() * Dataset.IMAGE_SIZE);
        for (int image : best) {
            pixels.put(examination.image(image)).put(examination.nearestInTraining(image));
        }
        return pixels.array();
    }
}
