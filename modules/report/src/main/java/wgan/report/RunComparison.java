package wgan.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.EvaluationSplit;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.MetricEvaluator;
import wgan.model.Generator;
import wgan.model.ModelFileException;
import wgan.report.analysis.GeneratorResult;
import wgan.report.analysis.RealImages;
import wgan.report.analysis.Run;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.train.DatasetIdentity;
import wgan.train.RunDirectoryException;
import wgan.train.TrainingDataMismatchException;
import wgan.train.TrainingDataRef;

/**
 * A comparison of runs that were trained on one dataset.
 *
 * <pre>{@code
 * RunComparison comparison = RunComparison.read(List.of(Path.of("runs/gan"), Path.of("runs/wgan")));
 * ComparisonReport report = comparison.evaluate(DataOptions.defaults(), Device.CPU, System.err::println);
 * report.write(Path.of("index.html"), ReportMetadata.none());
 * }</pre>
 *
 * <p>It keeps the metrics of the runs in memory, and nothing that must be closed. It is immutable, and can be used by several threads
 * at the same time.
 */
public final class RunComparison {
    /** The default number of images of each generator: as many as MNIST's test set has, so that the two sets compare fairly. */
    public static final int DEFAULT_SAMPLES = 10_000;

    /** The smallest number of images of each generator. */
    public static final int MIN_SAMPLES = GeneratorEvaluator.NEAREST;

    private final List<Run> runs;
    private final int samples;

    private RunComparison(List<Run> runs, int samples) {
        this.runs = runs;
        this.samples = samples;
    }

    /**
     * Reads the runs; nothing is evaluated yet.
     *
     * @param directories run directories of which the first epoch has ended, in the order of the report; at least one
     * @throws IllegalArgumentException if there are none
     * @throws java.nio.file.NoSuchFileException if one of them has no configuration, metrics or generator
     * @throws RunDirectoryException if one of these files contains something else
     * @throws MixedDatasetsException if the runs were not all trained on the same dataset
     */
    public static RunComparison read(List<Path> directories) throws IOException {
        if (directories.isEmpty()) {
            throw new IllegalArgumentException("run comparison: there are no runs, expected at least one");
        }
        List<Run> runs = new ArrayList<>();
        for (Path directory : directories) {
            runs.add(Run.read(directory));
        }
        Run first = runs.getFirst();
        for (Run run : runs) {
            if (!run.dataset().isComparable(first.dataset())) {
                throw new MixedDatasetsException("%s was trained on %s, expected %s, the dataset of %s"
                        .formatted(
                                run.directory(),
                                run.dataset().describe(first.dataset()),
                                first.dataset().describe(run.dataset()),
                                first.directory()));
            }
        }
        return new RunComparison(List.copyOf(runs), DEFAULT_SAMPLES);
    }

    /**
     * Returns this comparison with another number of images of each generator. Metrics of different numbers cannot be compared.
     *
     * @param number {@value #MIN_SAMPLES} or more; {@value #DEFAULT_SAMPLES} by default
     * @throws IllegalArgumentException if there are fewer
     */
    public RunComparison withSamples(int number) {
        if (number < MIN_SAMPLES) {
            throw new IllegalArgumentException(
                    "run comparison: samples is " + number + ", expected " + MIN_SAMPLES + " or more");
        }
        return new RunComparison(runs, number);
    }

    /** Returns the run directories, in the order in which they were given. */
    public List<Path> directories() {
        return runs.stream().map(Run::directory).toList();
    }

    /**
     * Evaluates images of each generator, and as many real images for comparison: the test set of the dataset of the runs or, without
     * one, the last sixth of its training set. All latent vectors are a function of the seed of the first run. With {@value #DEFAULT_SAMPLES} images it takes some seconds per generator on two cores.
     *
     * @param options where the dataset and its trained classifier are stored; what is missing is downloaded or trained
     * @param notes receives a line before each generator is evaluated
     * @throws ModelFileException if a generator's file contains something else, or it generates NaN
     * @throws TrainingDataMismatchException if a run was trained on other images than those of the dataset
     * @throws wgan.data.DataException if the dataset is not known, or a part of it is not available
     * @throws IOException if a file cannot be read
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public ComparisonReport evaluate(DataOptions options, Device device, Consumer<String> notes) throws IOException {
        return evaluate(run -> TrainingDataRef.of(run.configuration(), options), device, notes);
    }

    /** Returns where the images that a run was trained on are. */
    @FunctionalInterface
    interface TrainingData {
        TrainingDataRef of(Run run) throws IOException;
    }

    /** Evaluates images of each generator, where the images of all runs are those of one source. */
    ComparisonReport evaluate(TrainingData data, Device device, Consumer<String> notes) throws IOException {
        LibTorch.get().require(device); // before anything is downloaded
        TrainingDataRef first = data.of(runs.getFirst());
        DataSource source = first.source();
        Dataset trainingSet = source.open(Split.TRAIN);
        EvaluationSplit split = EvaluationSplit.of(source);
        Dataset real = split.open(source, trainingSet);
        try (MetricEvaluator evaluator = MetricEvaluator.open(source, split, trainingSet, real, first.seed(), device)) {
            return evaluate(
                    evaluator,
                    Optional.of(split),
                    trainingSet,
                    run -> {
                        TrainingDataRef images = data.of(run);
                        String name = run.directory().toString();
                        return images.seed().equals(first.seed())
                                ? images.selectFor(name, trainingSet)
                                : images.openFor(name);
                    },
                    device,
                    notes);
        }
    }

    /**
     * Evaluates images of each generator, and as many real images for comparison, with real images that an application provides.
     *
     * @param evaluator compares with real images that the runs were not trained on; it belongs to the caller and stays open
     * @param training the images that all runs were trained on
     * @param notes receives a line before each generator is evaluated
     * @throws ModelFileException if a generator's file contains something else, or it generates NaN
     * @throws TrainingDataMismatchException if a run was trained on other images
     * @throws IOException if a file cannot be read
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public ComparisonReport evaluate(MetricEvaluator evaluator, Dataset training, Device device, Consumer<String> notes)
            throws IOException {
        DatasetIdentity identity = DatasetIdentity.of(training);
        for (Run run : runs) {
            DatasetIdentity trainedOn = run.configuration().dataset();
            if (!trainedOn.fingerprint().equals(identity.fingerprint())) {
                throw new TrainingDataMismatchException(
                        "%s: was trained on %s, but the images to compare it with are %s; use those of the run"
                                .formatted(run.directory(), trainedOn, identity));
            }
        }
        return evaluate(evaluator, Optional.empty(), training, run -> training, device, notes);
    }

    /** Returns the images that a run was trained on. */
    @FunctionalInterface
    private interface TrainingImages {
        Dataset of(Run run) throws IOException;
    }

    private ComparisonReport evaluate(
            MetricEvaluator metrics,
            Optional<EvaluationSplit> split,
            Dataset trainingSet,
            TrainingImages training,
            Device device,
            Consumer<String> notes)
            throws IOException {
        GeneratorEvaluator evaluator = new GeneratorEvaluator(metrics, samples);
        Map<Run, GeneratorResult> results = new LinkedHashMap<>();
        for (Run run : runs) {
            notes.accept("evaluating the generator of " + run.directory());
            try (Generator generator = Generator.load(run.generatorFile(), device)) {
                results.put(run, evaluator.evaluate(run, generator, training.of(run)));
            }
        }
        GenerativeMetrics real = metrics.evaluateBaseline(samples);
        return new ComparisonReport(
                results, new RealImages(real, split, trainingSet.shape(), classNames(trainingSet, real)));
    }

    /** Returns the names of the classes; none if the images are not classified. */
    private static List<String> classNames(Dataset images, GenerativeMetrics real) {
        int classes = real.classes().map(ClassMetrics::counts).map(List::size).orElse(0);
        return classes == images.classes()
                ? images.classNames()
                // An application may have a classifier of other classes.
                : IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }
}
