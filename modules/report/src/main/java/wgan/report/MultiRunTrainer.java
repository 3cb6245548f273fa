package wgan.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import wgan.data.Dataset;
import wgan.train.DivergedException;
import wgan.train.HyperparameterException;
import wgan.train.IncompatibleCheckpointException;
import wgan.train.Objective;
import wgan.train.Progress;
import wgan.train.TrainingConfig;
import wgan.train.TrainingRun;

/**
 * Trains several objectives on the same images, one after the other, for a {@link RunComparison}.
 *
 * <p>Below its folder each objective has a run directory, such as {@code runs/wgan-gp}, and a directory of TensorBoard's event files,
 * such as {@code logs/wgan-gp}. A run that is interrupted is resumed by the next call. If one diverges, the others are trained
 * nevertheless. It belongs to one thread.
 */
public final class MultiRunTrainer {
    private final Path folder;
    private final Dataset dataset;
    private final TrainingRun.Options options;

    /** Receives the events of {@link #train}, on its thread. Each method does nothing unless it is overridden. */
    public interface Listener {
        /** A run was opened. It is trained next, unless it {@linkplain TrainingRun#isFinished is finished}. */
        default void opened(Objective objective, TrainingRun run) {}

        /** The run that was opened last was stopped before it was finished. */
        default void stopped(Objective objective, Progress at) {}

        /** The run that was opened last diverged; the next one follows. */
        default void diverged(Objective objective, DivergedException cause) {}
    }

    /**
     * The result of {@link #train}.
     *
     * @param trained the directories of the finished runs, in the order of the configurations
     * @param diverged the cause for each objective that diverged, in the same order
     * @param isInterrupted whether training was stopped before the last run was finished
     */
    public record Outcome(List<Path> trained, Map<Objective, DivergedException> diverged, boolean isInterrupted) {
        /** Keeps copies, in the same order. */
        public Outcome {
            trained = List.copyOf(trained);
            diverged = Collections.unmodifiableMap(new LinkedHashMap<>(diverged));
        }
    }

    /**
     * Creates one.
     *
     * @param folder of all runs; created if it does not exist
     * @param dataset the real images
     * @param options of each run; the event directory is replaced, and the listeners are notified of all runs
     */
    public MultiRunTrainer(Path folder, Dataset dataset, TrainingRun.Options options) {
        this.folder = folder;
        this.dataset = dataset;
        this.options = options;
    }

    /**
     * Trains each run that is not finished. All are checked before the first is trained.
     *
     * @param configs with objectives of different names
     * @param stop asked before each run and after each step; true ends all training
     * @throws IllegalArgumentException if several objectives have the same name
     * @throws HyperparameterException if a run has begun more epochs than its configuration has
     * @throws IncompatibleCheckpointException if a run has other hyper-parameters or images than its configuration
     * @throws IOException if a file cannot be read or written
     */
    public Outcome train(List<TrainingConfig> configs, BooleanSupplier stop, Listener listener) throws IOException {
        requireDistinct(configs);
        for (TrainingConfig config : configs) {
            requireResumable(config);
        }
        List<Path> trained = new ArrayList<>();
        Map<Objective, DivergedException> diverged = new LinkedHashMap<>();
        for (TrainingConfig config : configs) {
            if (stop.getAsBoolean()) {
                return new Outcome(trained, diverged, true);
            }
            Objective objective = config.objective();
            try (TrainingRun run = open(config)) {
                listener.opened(objective, run);
                Progress at = run.train(stop);
                if (!run.isFinished()) {
                    listener.stopped(objective, at);
                    return new Outcome(trained, diverged, true);
                }
                trained.add(run.directory().path());
            } catch (DivergedException e) {
                listener.diverged(objective, e);
                diverged.put(objective, e);
            }
        }
        return new Outcome(trained, diverged, false);
    }

    /** The name of an objective is that of its directory. */
    private static void requireDistinct(List<TrainingConfig> configs) {
        List<String> names =
                configs.stream().map(config -> config.objective().name()).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    "multi-run trainer: the objectives are " + String.join(", ", names) + ", expected each name once");
        }
    }

    private TrainingRun open(TrainingConfig config) throws IOException {
        Path events = folder.resolve("logs").resolve(config.objective().name());
        return TrainingRun.open(directory(config), config, dataset, options.withEventDirectory(events));
    }

    private Path directory(TrainingConfig config) {
        return folder.resolve("runs").resolve(config.objective().name());
    }

    /** A run of more epochs would be compared with runs of fewer. */
    private void requireResumable(TrainingConfig config) throws IOException {
        if (options.startsOver()) {
            return;
        }
        Optional<Progress> begun = TrainingRun.progressIn(directory(config), config, dataset);
        if (begun.isPresent() && begun.get().epochs() > config.epochs()) {
            throw new HyperparameterException(
                    "epochs",
                    config.epochs(),
                    "at least " + begun.get().epochs() + ", which the run in " + directory(config) + " has begun");
        }
    }
}
