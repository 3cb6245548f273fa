package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import wgan.data.Dataset;
import wgan.torch.Device;

/**
 * A run in a directory: training with its checkpoints, metrics, sample images and models.
 *
 * <pre>{@code
 * Dataset digits = Datasets.open(DatasetName.MNIST, Split.TRAIN, DataOptions.defaults());
 * var options = TrainingRun.Options.DEFAULT.withListener(new ConsoleLog(System.out));
 * try (TrainingRun run = TrainingRun.open(Path.of("runs/wgan"), TrainingConfig.defaults(), digits, options)) {
 *     run.train(() -> false);
 * }
 * }</pre>
 *
 * <p>A run that was interrupted, by {@code stop}, an interrupt of its thread or the end of the process, is resumed when it is opened again.
 * The directory is locked while the run is open. A run belongs to one thread.
 */
public final class TrainingRun implements AutoCloseable {
    private final RunDirectory directory;
    private final Trainer trainer;
    private final Options options;
    private final boolean isResumed;
    private final List<String> notes;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private enum State {
        OPEN,
        TRAINING,
        ENDED,
        CLOSED
    }

    /**
     * How a run is executed. The options do not change what it computes, except for the rounding of another device, and for what follows
     * a divergence.
     *
     * @param device where to compute
     * @param evaluation of the generator in the course of training
     * @param eventDirectory where TensorBoard's event files are written; none if it is empty
     * @param startsOver whether a run that is in the directory is deleted instead of resumed
     * @param keep how many older checkpoints are kept besides the newest: those of the ends of epochs
     * @param onDivergence what happens if training diverges; a rollback keeps at least one older checkpoint
     * @param listeners notified of all events, before the files of the run are written; closed at the end of {@link #train}. With several
     *     processes only those of rank 0 are notified and closed
     * @param parallel the processes that train. All of them open the run and train; only rank 0 uses the directory, evaluates and
     *     notifies listeners
     */
    public record Options(
            Device device,
            PeriodicEvaluation evaluation,
            Optional<Path> eventDirectory,
            boolean startsOver,
            int keep,
            OnDivergence onDivergence,
            List<TrainingListener> listeners,
            DataParallel parallel) {
        /**
         * The default options: on the CPU, without evaluation, TensorBoard or further listeners; a run in the directory is
         * resumed, the newest checkpoint is kept, and training stops if it diverges.
         */
        public static final Options DEFAULT = new Options(
                Device.CPU,
                PeriodicEvaluation.NONE,
                Optional.empty(),
                false,
                0,
                OnDivergence.STOP,
                List.of(),
                DataParallel.NONE);

        /**
         * Copies the list.
         *
         * @throws HyperparameterException if the number of checkpoints is negative, or several processes are to roll back
         */
        public Options {
            HyperparameterException.require(keep >= 0, "keep", keep, "0 or more");
            HyperparameterException.require(
                    onDivergence == OnDivergence.STOP || !parallel.hasSeveralProcesses(),
                    "on_divergence",
                    onDivergence,
                    "stop with several processes");
            listeners = List.copyOf(listeners);
        }

        /** Returns these options with another device. */
        public Options withDevice(Device other) {
            return new Options(other, evaluation, eventDirectory, startsOver, keep, onDivergence, listeners, parallel);
        }

        /** Returns these options with evaluation. */
        public Options withEvaluation(PeriodicEvaluation other) {
            return new Options(device, other, eventDirectory, startsOver, keep, onDivergence, listeners, parallel);
        }

        /** Returns these options with TensorBoard's event files in a directory. */
        public Options withEventDirectory(Path other) {
            return new Options(
                    device, evaluation, Optional.of(other), startsOver, keep, onDivergence, listeners, parallel);
        }

        /** Returns these options for a run that starts over, or not. */
        public Options withStartsOver(boolean other) {
            return new Options(device, evaluation, eventDirectory, other, keep, onDivergence, listeners, parallel);
        }

        /** Returns these options with another number of older checkpoints. */
        public Options withKeep(int other) {
            return new Options(
                    device, evaluation, eventDirectory, startsOver, other, onDivergence, listeners, parallel);
        }

        /** Returns these options with another reaction to divergence. */
        public Options withOnDivergence(OnDivergence other) {
            return new Options(device, evaluation, eventDirectory, startsOver, keep, other, listeners, parallel);
        }

        /** Returns the settings of {@code config.json} that are not the defaults. */
        Map<String, Object> settings() {
            Map<String, Object> settings = new LinkedHashMap<>();
            if (keep != DEFAULT.keep) {
                settings.put("keep", keep);
            }
            if (onDivergence != DEFAULT.onDivergence) {
                settings.put("on_divergence", onDivergence.toString());
            }
            return settings;
        }

        /** Returns how many older checkpoints are on disk. */
        int kept() {
            return onDivergence == OnDivergence.ROLLBACK ? Math.max(keep, 1) : keep;
        }

        /** Returns these options with another listener added. */
        public Options withListener(TrainingListener listener) {
            List<TrainingListener> more = new ArrayList<>(listeners);
            more.add(listener);
            return new Options(device, evaluation, eventDirectory, startsOver, keep, onDivergence, more, parallel);
        }

        /** Returns these options for several processes that train together. */
        public Options withParallel(DataParallel other) {
            return new Options(device, evaluation, eventDirectory, startsOver, keep, onDivergence, listeners, other);
        }

        private PeriodicEvaluation ownEvaluation() {
            return parallel.isRoot() ? evaluation : PeriodicEvaluation.NONE;
        }
    }

    private TrainingRun(
            RunDirectory directory, Trainer trainer, Options options, boolean isResumed, List<String> notes) {
        this.directory = directory;
        this.trainer = trainer;
        this.options = options;
        this.isResumed = isResumed;
        this.notes = notes;
    }

    /**
     * Opens a run directory and resumes the run in it, or begins a new one.
     *
     * @param path of the directory, which is created if it does not exist
     * @param dataset the real images
     * @throws HyperparameterException if the batch size does not fit the dataset
     * @throws UnequalProcessesException in all processes if one of them has another configuration or other images
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU as the options name
     * @throws IncompatibleCheckpointException if the run in the directory has other hyper-parameters or images
     * @throws RunDirectoryException if the directory cannot be used, or another run uses it
     * @throws IOException if a file cannot be read or written, or the thread is interrupted
     */
    public static TrainingRun open(Path path, TrainingConfig config, Dataset dataset, Options options)
            throws IOException {
        // The trainer comes first: a run that cannot begin creates no directory.
        Trainer trainer = new Trainer(config, dataset, options.device(), options.ownEvaluation(), options.parallel());
        try {
            RunDirectory directory = options.parallel().isRoot() ? RunDirectory.open(path) : RunDirectory.unused(path);
            try {
                return open(directory, trainer, options);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            trainer.close();
            throw e;
        }
    }

    private static TrainingRun open(RunDirectory directory, Trainer trainer, Options options) throws IOException {
        List<String> notes = new ArrayList<>(directory.notes());
        if (options.parallel().isRoot()) {
            if (options.startsOver() || !directory.hasCheckpoint()) {
                directory.clear();
            } else {
                notes.addAll(trainer.resume(directory.checkpointFile()));
            }
        }
        trainer.shareState();
        boolean isResumed = trainer.progress().iteration() > 0;
        return new TrainingRun(directory, trainer, options, isResumed, notes);
    }

    /**
     * Returns the progress at which the run in a directory would be resumed; empty if there is none.
     *
     * @throws IncompatibleCheckpointException if it has other hyper-parameters or images
     * @throws IOException if its checkpoint cannot be read
     */
    public static Optional<Progress> progressIn(Path directory, TrainingConfig config, Dataset dataset)
            throws IOException {
        Path checkpoint = RunDirectory.checkpointIn(directory);
        return Files.exists(checkpoint)
                ? Optional.of(Checkpoint.progress(checkpoint, config, DatasetIdentity.of(dataset)))
                : Optional.empty();
    }

    /** Returns the directory of the run. */
    public RunDirectory directory() {
        return directory;
    }

    /** Returns the progress of the run. */
    public Progress progress() {
        return trainer.progress();
    }

    /** Returns whether the run was resumed from a checkpoint. */
    public boolean isResumed() {
        return isResumed;
    }

    /** Returns whether all epochs are done, so that there is nothing to train. */
    public boolean isFinished() {
        return progress().endsRun();
    }

    /**
     * Returns the differences between the environment of the session before and the current one, which may change bits; one
     * line each, none for a new run.
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * Trains to the end of the run, or until it is stopped; either way a checkpoint of the last step is written. Called once.
     *
     * <p>An interrupt of the thread stops it, too, after the current step; the thread is then interrupted when this returns. After an exception,
     * also one of {@code stop}, no checkpoint is written: the run resumes from the last one, that of the end of an epoch.
     *
     * @param stop called after each step but the last; training stops when it returns true
     * @return the progress at the end
     * @throws DivergedException if a loss, a parameter or a metric is NaN or infinite, and {@link Options#onDivergence} does not go
     *     back, or not any more
     * @throws IOException if a file cannot be written
     * @throws IllegalStateException if it was called before, or the run is closed
     */
    public Progress train(BooleanSupplier stop) throws IOException {
        State before = state.compareAndExchange(State.OPEN, State.TRAINING);
        if (before != State.OPEN) {
            throw new IllegalStateException("train: the run in " + directory.path()
                    + (before == State.CLOSED ? " is closed" : " was trained before") + "; open it again");
        }
        Interrupt interrupt = new Interrupt();
        try (Listeners listeners = new Listeners(options.parallel().isRoot() ? options.listeners() : List.of())) {
            return train(listeners, () -> {
                boolean isStopped = stop.getAsBoolean(); // first: it may ask whether the thread is interrupted
                return interrupt.isRequested() || isStopped;
            });
        } finally {
            interrupt.restore();
            state.set(State.ENDED);
        }
    }

    private Progress train(Listeners listeners, BooleanSupplier stop) throws IOException {
        if (!options.parallel().isRoot()) {
            return trainer.run(new DivergenceDetector(), stop);
        }
        // A run that already has more epochs than requested keeps its configuration.
        if (progress().epochs() == trainer.config().epochs()) {
            Map<String, Object> settings = new LinkedHashMap<>(trainer.dataset().origin());
            settings.putAll(options.settings());
            RunConfiguration.write(
                    directory.configFile(),
                    trainer.config(),
                    progress().steps(),
                    trainer.datasetIdentity(),
                    settings,
                    trainer.environment());
        }
        var kept = new KeptCheckpoints(directory.checkpointFile(), options.kept(), isResumed ? progress() : null);
        kept.resumed();
        while (true) {
            try {
                return attempt(listeners, kept, stop);
            } catch (DivergedException e) {
                rollBack(e, listeners, kept);
            }
        }
    }

    /** Trains from the current progress to the end, to a stop, or to a divergence. */
    private Progress attempt(TrainingListener listeners, KeptCheckpoints kept, BooleanSupplier stop)
            throws IOException {
        try (Listeners recorders = new Listeners(recorders())) {
            var checkpoints = new CheckpointWriter(trainer, directory, recorders, kept);
            Progress at = trainer.run(
                    new Listeners(List.of(
                            new DivergenceDetector(),
                            listeners,
                            recorders,
                            new BestGeneratorWriter(trainer, directory),
                            checkpoints)),
                    stop);
            if (!at.endsEpoch()) {
                checkpoints.save();
            }
            return at;
        }
    }

    /** Goes back to an earlier checkpoint, if the options say so and it was not done too often. */
    private void rollBack(DivergedException cause, TrainingListener listeners, KeptCheckpoints kept)
            throws IOException {
        if (options.onDivergence() == OnDivergence.STOP || trainer.rollbacks().count() >= OnDivergence.MAX_ROLLBACKS) {
            throw cause;
        }
        trainer.rollBack(kept.rollbackTarget(progress(), trainer.rollbacks()));
        listeners.rolledBack(progress(), trainer.rollbacks().count(), cause);
    }

    /** Returns the listeners whose files a resumed run continues. */
    private List<TrainingListener> recorders() {
        List<TrainingListener> recorders = new ArrayList<>();
        recorders.add(new MetricsLog(directory.metricsFile()));
        recorders.add(new SampleImageWriter(directory));
        options.eventDirectory()
                .ifPresent(events -> recorders.add(
                        new TensorBoardListener(trainer.config().objective().title(), events, directory)));
        return recorders;
    }

    /**
     * Releases the networks and unlocks the directory. A second call does nothing.
     *
     * @throws IllegalStateException if another thread, or a listener, calls this while the run is training
     */
    @Override
    public void close() throws IOException {
        State before = state.getAndUpdate(now -> now == State.TRAINING ? now : State.CLOSED);
        if (before == State.TRAINING) {
            throw new IllegalStateException("close: the run in " + directory.path()
                    + " is training; stop it, and close it when train has returned");
        }
        if (before != State.CLOSED) {
            try (directory) {
                trainer.close();
            }
        }
    }

    /** The interrupt of a thread, which is withheld from it while the run writes its files. */
    private static final class Interrupt {
        private boolean isRequested = Thread.interrupted();

        boolean isRequested() {
            isRequested |= Thread.interrupted();
            return isRequested;
        }

        void restore() {
            if (isRequested()) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
