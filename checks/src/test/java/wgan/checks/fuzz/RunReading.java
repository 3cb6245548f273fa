package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.report.analysis.GeneratorResult;
import wgan.report.analysis.LabeledRun;
import wgan.report.analysis.Run;
import wgan.train.RunConfiguration;
import wgan.train.TrainingDataRef;

/** What reports, the explorer and the command line compute from a run directory. */
final class RunReading {
    private RunReading() {}

    /**
     * Reads a run, and calls all that uses its configuration and its metrics.
     *
     * @throws IOException as they are documented
     */
    static void read(Path directory, DataOptions options) throws IOException {
        use(RunConfiguration.read(directory.resolve(RunConfiguration.FILE)), options);
        Run run = Run.read(directory);
        run.title();
        run.isWasserstein();
        run.setting("seed");
        run.epochs();
        run.isUnfinished();
        FaultException.unless(Double.isFinite(run.seconds()), "seconds are " + run.seconds());
        FaultException.unless(run.iterations() >= 0, "iterations are " + run.iterations());
        run.evaluatedImages();
        run.finalLearningRateFraction();
        run.preset();
        run.sampleImage(0.5);
        run.frechetDistanceAt(0.5);
        // No result of an evaluation is used.
        LabeledRun.of(Map.of(run, new GeneratorResult(null, null, null, null, null, false)));
    }

    private static void use(RunConfiguration configuration, DataOptions options) {
        configuration.learningRates();
        try {
            TrainingDataRef.of(configuration, options);
        } catch (DataException e) {
            Fuzz.requireOneLine(e);
        }
    }
}
