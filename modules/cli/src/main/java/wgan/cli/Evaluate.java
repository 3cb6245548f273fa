package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.ImageGrid;
import wgan.data.Split;
import wgan.evaluate.EvaluationResult;
import wgan.evaluate.EvaluationSplit;
import wgan.evaluate.MetricEvaluator;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.model.Generator;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.train.StatusLine;
import wgan.train.TrainingDataRef;

/** The command that evaluates a generator. */
@Command(
        name = "evaluate",
        description = {
            "Evaluate a generator: compare its images with real images, by the features of a classifier.",
            "The classifier is trained once for each dataset, which takes about half a minute, and kept in the cache."
        },
        footer = {
            "",
            "Examples:",
            "  wgan evaluate",
            "  wgan evaluate --model runs/wgan-gp --neighbors neighbors.png",
            "  wgan evaluate --model generator.safetensors --dataset fashion-mnist --json"
        })
@OptionHeading("Generator")
public final class Evaluate implements Callable<Integer> {
    /** Images on the grid of neighbors. */
    private static final int PAIRS = 32;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "10000",
            description = "The number of images to generate; compare only metrics of equal numbers"
                    + " (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed of the images (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--split",
            paramLabel = "validation|test",
            description =
                    "The real images to compare with: the test set, for results; or the validation set, which is the last"
                            + " sixth of the training set, to choose between settings (default: test, if there is a test set).")
    private @Nullable EvaluationSplit split;

    @Option(
            names = "--neighbors",
            paramLabel = "FILE",
            description = "Also write a PNG grid of " + PAIRS
                    + " images, each with its nearest training image to the right: half of"
                    + " them are nearest to a training image, the others were not chosen.")
    private @Nullable Path neighbors;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description = "Also write the images as PNG files and, with the real images and the features of both, as"
                    + " samples.npz for NumPy.")
    private @Nullable Path export;

    @Mixin
    private DatasetOptions datasetOptions;

    @Mixin
    private DeviceOptions deviceOptions;

    @Mixin
    private JsonOption json;

    private Evaluate() {}

    /** Runs this command alone. */
    public static void main(String[] arguments) {
        Main.run(new Evaluate(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        validate();
        PrintWriter err = spec.commandLine().getErr();
        ModelSource model = modelOptions.source();
        TransferProgress progress = new TransferProgress(err, StatusLine.onStandardError());
        TrainingDataRef trainedOn = model.trainingData(DataOptions.defaults().withListener(progress));
        TrainingDataRef images;
        if (datasetOptions.isPathOnly() && trainedOn.fingerprint().isPresent()) {
            images = model.trainingData(datasetOptions.options(progress)); // the images of the run have moved
        } else if (datasetOptions.isGiven()) {
            images = trainedOn.in(datasetOptions.source(new Seed(0), progress));
        } else {
            images = trainedOn;
        }
        model.open().close(); // before the images, which may be downloaded
        BackgroundTask<RealImages> opening =
                BackgroundTask.start("wgan-images", () -> RealImages.open(model, images, split));
        Device device = deviceOptions.prepare(err);
        try (Generator generator = model.load(device)) {
            evaluate(model, generator, images.source(), opening.get(), device);
        }
        return ExitCode.DONE;
    }

    private void validate() {
        deviceOptions.validate();
        datasetOptions.validate();
        int least = PrecisionRecallDensityCoverage.NEIGHBORS + 1;
        if (samples < least || samples > SeedLatents.MAX_COUNT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--samples is " + samples + ", expected " + least + " to " + SeedLatents.MAX_COUNT);
        }
        OutputFolder.validate(export, "--export", spec.commandLine());
        if (neighbors != null) {
            OutputFormat.requirePng(neighbors, "--neighbors", spec.commandLine());
        }
    }

    /**
     * The images that a generator is compared with.
     *
     * @param split which part they are compared with
     * @param trainingSet of the source
     * @param training those of the training set that the generator was trained on
     * @param compared those that the metrics compare with
     */
    private record RealImages(EvaluationSplit split, Dataset trainingSet, Dataset training, Dataset compared) {
        static RealImages open(ModelSource model, TrainingDataRef images, @Nullable EvaluationSplit requested)
                throws IOException {
            DataSource source = images.source();
            Dataset trainingSet = source.open(Split.TRAIN);
            Dataset training = images.selectFor(model.toString(), trainingSet);
            EvaluationSplit split = requested == null ? EvaluationSplit.of(source) : requested;
            Dataset compared = split.open(source, trainingSet);
            // The names of stored files contain the fingerprints. They are kept, so that they are computed on this
            // thread.
            trainingSet.fingerprint();
            training.fingerprint();
            compared.fingerprint();
            return new RealImages(split, trainingSet, training, compared);
        }
    }

    private void evaluate(ModelSource model, Generator generator, DataSource source, RealImages images, Device device)
            throws IOException {
        Dataset compared = images.compared();
        try (MetricEvaluator evaluator =
                MetricEvaluator.open(source, images.split(), images.trainingSet(), compared, new Seed(seed), device)) {
            float[] generated = evaluator.sample(generator, model.file(), samples);
            EvaluationResult result = evaluator.evaluate(generated, images.training());
            var formatter = new MetricsFormatter(
                    model.toString(), source.name(), images.split(), compared, result.metrics(), result.memorization());
            PrintWriter stdout = spec.commandLine().getOut();
            stdout.println(json.isRequested() ? formatter.json() : formatter.table());
            stdout.flush();
            if (export != null) {
                new SampleExport(export).write(result, evaluator, compared);
            }
            if (neighbors != null) {
                ImageGrid.LAB.write(pairs(result), compared.shape(), neighbors);
            }
        }
    }

    /**
     * Returns the pixels of the images that are nearest to a training image and of as many that were not chosen, each followed by those
     * of its nearest training image.
     */
    private static float[] pairs(EvaluationResult result) {
        FloatBuffer pixels = FloatBuffer.allocate(2 * PAIRS * result.image(0).length);
        Stream.concat(
                        result.memorization().nearest(PAIRS / 2).stream(),
                        IntStream.range(0, Math.min(PAIRS / 2, result.size())).boxed())
                .forEach(image -> pixels.put(result.image(image)).put(result.nearestInTraining(image)));
        return Arrays.copyOf(pixels.array(), pixels.position());
    }
}
