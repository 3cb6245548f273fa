package wgan.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /**
     * How a run ended.
     *
     * @param start where it began, or from where it was resumed
     * @param end where it stands now
     */
    record Outcome(Progress start, Progress end) {
        /** Whether all steps of the run were done before. */
        boolean isFinishedBefore() {
            return start.iteration() == start.iterations();
        }

        /** The outcome as a user reads it. */
        String describe(Path run, double seconds) {
            if (isFinishedBefore()) {
                return "the run in " + run + " is finished: " + done(end);
            }
            return end.iteration() == start.iteration()
                    ? "the run in " + run + " has begun more epochs than asked for: " + done(end) + " are done"
                    : String.format(Locale.ROOT, "trained %s in %.0f s", done(end), seconds);
        }
    }

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

    /** Lets runs end with a checkpoint when a signal comes, until the result is closed. */
    Interruption watchSignals() {
        return Interruption.watch(command.getErr(), line);
    }

    /**
     * Trains to the end, or until a signal comes.
     *
     * @param dataset as {@link #dataset} has it
     * @param evaluations of its generator
     */
    Outcome train(Run run, Dataset dataset, PeriodicEvaluation evaluations, Interruption interruption)
            throws IOException {
        // The directory comes last, so that a run that cannot begin leaves none behind.
        try (Trainer trainer = trainer(run.config(), dataset, evaluations);
                RunDirectory directory = RunDirectory.open(run.directory())) {
            if (run.fresh() || !directory.hasCheckpoint()) {
                directory.clear();
            } else {
                trainer.resume(directory.checkpointFile());
                noteResumption(run.directory(), trainer.progress());
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
            Progress start = trainer.progress();
            Progress end = train(
                    trainer,
                    directory,
                    new TensorBoardListener(title, run.events(), directory, SampleGrid.lab()),
                    interruption);
            if (interruption.isRequested()) {
                command.getErr()
                        .println("interrupted after " + done(end) + "; the same command"
                                + (run.fresh() ? " without --fresh" : "") + " resumes from here");
            }
            return new Outcome(start, end);
        }
    }

    /** A finished run is not resumed. */
    private void noteResumption(Path directory, Progress at) {
        if (at.iteration() < at.iterations()) {
            command.getErr().println("resuming the run in " + directory + ": " + done(at) + " are done");
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
        Listeners recorders = new Listeners(List.of(
                new MetricsLog(directory.metricsFile()), new SampleImageWriter(directory, SampleGrid.lab()), history));
        CheckpointWriter checkpoints = new CheckpointWriter(trainer, directory, recorders);
        try (Listeners listeners = new Listeners(List.of(
                new DivergenceDetector(),
                new ProgressBarListener(line),
                new ConsoleLog(log, line),
                recorders,
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
