package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.evaluate.MetricEvaluator;
import wgan.model.Generator;
import wgan.random.Seed;
import wgan.report.GeneratorEvaluator;
import wgan.report.GeneratorResult;
import wgan.report.Page;
import wgan.report.Run;
import wgan.torch.Device;
import wgan.train.TrainingDataRef;

/** Runs of one dataset, whose generators are judged side by side. */
final class Comparison {
    /** Images that a trained generator is judged by. */
    private static final int SAMPLES = 10_000;

    private final List<Run> runs;

    private Comparison(List<Run> runs) {
        this.runs = runs;
    }

    /**
     * Reads the runs.
     *
     * @param directories one at least
     * @param command refuses runs of several datasets
     */
    static Comparison of(List<Path> directories, CommandLine command) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path directory : directories) {
            runs.add(Run.read(directory));
        }
        DatasetName expected = dataset(runs.getFirst());
        for (Run run : runs) {
            if (dataset(run) != expected) {
                throw new ParameterException(
                        command,
                        "--runs: " + run.directory() + " is of " + dataset(run) + ", expected " + expected + " as "
                                + directories.getFirst() + " is");
            }
        }
        return new Comparison(runs);
    }

    private static DatasetName dataset(Run run) {
        return run.configuration().dataset();
    }

    /** The run directories, in their order. */
    List<Path> directories() {
        return runs.stream().map(Run::directory).toList();
    }

    /**
     * Judges the generators, and real images for comparison: all with the seed of the first run.
     *
     * @param circumstances as the page has them
     * @param err told which generator it is at
     */
    Page page(Map<String, String> circumstances, DataOptions options, Device device, PrintWriter err)
            throws IOException {
        DatasetName dataset = dataset(runs.getFirst());
        Seed seed = runs.getFirst().configuration().seed();
        try (MetricEvaluator evaluation = MetricEvaluator.open(dataset, options.withSeed(seed), seed, device)) {
            GeneratorEvaluator judge = new GeneratorEvaluator(evaluation, SAMPLES);
            Map<Run, GeneratorResult> portraits = new LinkedHashMap<>();
            for (Run run : runs) {
                err.println("judging the generator of " + run.directory());
                try (Generator generator = Models.load(run.directory(), device)) {
                    TrainingDataRef learnt = TrainingDataRef.of(run.configuration());
                    portraits.put(run, judge.judge(run, generator, learnt.openFor(run.directory(), options)));
                }
            }
            Dataset all = Datasets.open(dataset, Split.TRAIN, options.withSeed(seed));
            return new Page(circumstances, portraits, judge.judgeReal(all));
        }
    }
}
