package wgan.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.evaluate.MetricEvaluator;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.train.BestGeneratorWriter;
import wgan.train.CheckpointWriter;
import wgan.train.ConsoleLog;
import wgan.train.DivergenceDetector;
import wgan.train.Listeners;
import wgan.train.MetricsLog;
import wgan.train.PeriodicEvaluation;
import wgan.train.Progress;
import wgan.train.ProgressBarListener;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectory;
import wgan.train.SampleGrid;
import wgan.train.SampleImageWriter;
import wgan.train.StatusLine;
import wgan.train.TensorBoardListener;
import wgan.train.Trainer;
import wgan.train.TrainingConfig;
import wgan.train.TrainingDataRef;

/**
 * How commands train: from where a run stands on disk, and so that all that is learnt is on disk in the end.
 *
 * @param command its standard error takes the notes
 * @param log takes the lab's lines
 * @param line shows the progress bar
 * @param device where to compute
 */
record Training(CommandLine command, PrintStream log, StatusLine line, Device device) {
    /** Enough that chance moves the distance little, and few enough for some seconds. */
    private static final int EVALUATED_IMAGES = 5_000;

    /**
     * A run to begin or to go on with.
     *
     * @param config what it computes; its precision is settled
     * @param directory the run directory
     * @param events the directory of TensorBoard's events
     * @param fresh whether what is in the run directory is to be forgotten
     */
    record Run(TrainingConfig config, Path directory, Path events, boolean fresh) {}

    /** The real images that a run of that configuration learns from, fetched if need be. */
    static Dataset dataset(TrainingConfig config, DataOptions options) throws IOException {
        return TrainingDataRef.of(config).open(options);
    }

    /** What the generator of such a run is evaluated by. */
    static MetricEvaluator evaluation(TrainingConfig config, DataOptions options, Device device) throws IOException {
        Seed seed = new Seed(config.seed());
        return MetricEvaluator.open(config.dataset(), options.withSeed(seed), seed, device);
    }

    /**
     * PeriodicEvaluation by the distance of {@value #EVALUATED_IMAGES} images.
     *
     * @param interval steps between two
     */
    static PeriodicEvaluation evaluations(int interval, MetricEvaluator evaluation) {
        return new PeriodicEvaluation(interval, EVALUATED_IMAGES, evaluation::frechetDistance);
    }

    /**
     * Trains to the end, or until a signal comes.
     *
     * @param dataset as {@link #dataset} has it
     * @param evaluations of its generator
     * @return where the run stands then
     */
    Progress train(Run run, Dataset dataset, PeriodicEvaluation evaluations, Interruption interruption)
            throws IOException {
        // The directory comes last, so that a run that cannot begin leaves none behind.
        try (Trainer trainer = trainer(run.config(), dataset, evaluations);
                RunDirectory directory = RunDirectory.open(run.directory())) {
            if (run.fresh()) {
                directory.clear();
            } else if (Files.exists(directory.checkpointFile())) {
                trainer.resume(directory.checkpointFile());
                command.getErr()
                        .println("going on with the run in " + run.directory() + ", of which "
                                + done(trainer.progress()) + " are done");
            }
            // A run that has begun more epochs than are asked for is as it was configured before.
            if (trainer.progress().epochs() == run.config().epochs()) {
                RunConfiguration.write(
                        directory.configFile(),
                        run.config(),
                        trainer.progress().steps(),
                        dataset.fingerprint(),
                        device);
            }
            String title = run.config().rules().objective().title();
            Progress at = train(
                    trainer, directory, new TensorBoardListener(title, run.events(), SampleGrid.lab()), interruption);
            if (interruption.isRequested()) {
                command.getErr()
                        .println("interrupted after " + done(at) + "; the same command"
                                + (run.fresh() ? " without --fresh" : "") + " goes on from here");
            }
            return at;
        }
    }

    /** How much of a run is done, for a person to read. */
    static String done(Progress at) {
        return at.iteration() + " of " + at.iterations() + " steps";
    }

    private Trainer trainer(TrainingConfig config, Dataset dataset, PeriodicEvaluation evaluations) {
        try {
            return new Trainer(config, dataset, device, evaluations);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
    }

    private Progress train(
            Trainer trainer, RunDirectory directory, TensorBoardListener history, Interruption interruption)
            throws IOException {
        CheckpointWriter checkpoints = new CheckpointWriter(trainer, directory);
        try (Listeners listeners = new Listeners(List.of(
                new DivergenceDetector(),
                new ProgressBarListener(line),
                new ConsoleLog(log, line),
                new MetricsLog(directory.metricsFile()),
                new SampleImageWriter(directory, SampleGrid.lab()),
                history,
                new BestGeneratorWriter(trainer, directory),
                checkpoints))) {
            Progress at = trainer.run(listeners, interruption::isRequested);
            if (!at.endsEpoch()) {
                checkpoints.save();
            }
            return at;
        }
    }
}
