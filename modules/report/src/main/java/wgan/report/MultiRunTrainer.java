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
import wgan.train.Progress;
import wgan.train.TrainingConfig;
import wgan.train.TrainingRun;

/**
 * Trains several objectives on the same images, one after the other, for a {@link RunComparison}.
 *
 * <p>Below its folder each objective has a run directory, such as {@code runs/wgan-gp}, and a directory of TensorBoard's event files,
 * such as {@code logs/wgan-gp}; with several seeds each has its own, such as {@code runs/wgan-gp-seed-3}. A run that is interrupted is
 * resumed by the next call. If one diverges, the others are trained nevertheless. It belongs to one thread.
 */
public final class MultiRunTrainer {
    private final Path folder;
    private final Dataset dataset;
    private final TrainingRun.Options options;

    /** Receives the events of {@link #train}, on its thread. Each method does nothing unless it is overridden. */
    public interface Listener {
        /**
         * A run was opened. It is trained next, unless it {@linkplain TrainingRun#isFinished is finished}.
         *
         * @param name of the run: the title of its objective, with its seed if there are several of that objective
         */
        default void opened(String name, TrainingRun run) {}

        /** The run that was opened last was stopped before it was finished. */
        default void stopped(String name, Progress at) {}

        /** The run that was opened last diverged; the next one follows. */
        default void diverged(String name, DivergedException cause) {}
    }

    /**
     * The result of {@link #train}.
     *
     * @param trained the directories of the finished runs, in the order of the configurations
     * @param diverged the cause for each run that diverged, by its name, in the same order
     * @param isInterrupted whether training was stopped before the last run was finished
     */
    public record Outcome(List<Path> trained, Map<String, DivergedException> diverged, boolean isInterrupted) {
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
     * @param configs with different names of objectives, or different seeds of one
     * @param stop asked before each run and after each step; true ends all training
     * @throws IllegalArgumentException if several have the same name and seed
     * @throws HyperparameterException if a run has begun more epochs than its configuration has
     * @throws IncompatibleCheckpointException if a run has other hyper-parameters or images than its configuration
     * @throws IOException if a file cannot be read or written
     */
    public Outcome train(List<TrainingConfig> configs, BooleanSupplier stop, Listener listener) throws IOException {
        Map<String, TrainingConfig> runs = byDirectory(configs);
        for (Map.Entry<String, TrainingConfig> run : runs.entrySet()) {
            requireResumable(run.getKey(), run.getValue());
        }
        List<Path> trained = new ArrayList<>();
        Map<String, DivergedException> diverged = new LinkedHashMap<>();
        for (Map.Entry<String, TrainingConfig> entry : runs.entrySet()) {
            if (stop.getAsBoolean()) {
                return new Outcome(trained, diverged, true);
            }
            TrainingConfig config = entry.getValue();
            String name =
                    config.objective().title() + (isOfSeveral(config, configs) ? " (seed " + config.seed() + ")" : "");
            try (TrainingRun run = open(entry.getKey(), config)) {
                listener.opened(name, run);
                Progress at = run.train(stop);
                if (!run.isFinished()) {
                    listener.stopped(name, at);
                    return new Outcome(trained, diverged, true);
                }
                trained.add(run.directory().path());
            } catch (DivergedException e) {
                listener.diverged(name, e);
                diverged.put(name, e);
            }
        }
        return new Outcome(trained, diverged, false);
    }

    /** Returns the configurations by the names of their directories, in their order. */
    private static Map<String, TrainingConfig> byDirectory(List<TrainingConfig> configs) {
        Map<String, TrainingConfig> runs = new LinkedHashMap<>();
        for (TrainingConfig config : configs) {
            String objective = config.objective().name();
            String name = isOfSeveral(config, configs) ? objective + "-seed-" + config.seed() : objective;
            if (runs.put(name, config) != null) {
                throw new IllegalArgumentException(
                        "multi-run trainer: there are two runs of %s with the seed %d, expected one"
                                .formatted(objective, config.seed()));
            }
        }
        return runs;
    }

    private static boolean isOfSeveral(TrainingConfig config, List<TrainingConfig> configs) {
        return configs.stream()
                        .filter(other -> other.objective()
                                .name()
                                .equals(config.objective().name()))
                        .count()
                > 1;
    }

    private TrainingRun open(String name, TrainingConfig config) throws IOException {
        Path events = folder.resolve("logs").resolve(name);
        return TrainingRun.open(directory(name), config, dataset, options.withEventDirectory(events));
    }

    private Path directory(String name) {
        return folder.resolve("runs").resolve(name);
    }

    /** A run of more epochs would be compared with runs of fewer. */
    private void requireResumable(String name, TrainingConfig config) throws IOException {
        if (options.startsOver()) {
            return;
        }
        Optional<Progress> begun = TrainingRun.progressIn(directory(name), config, dataset);
        if (begun.isPresent() && begun.get().epochs() > config.epochs()) {
            throw new HyperparameterException(
                    "epochs",
                    config.epochs(),
                    "at least " + begun.get().epochs() + ", which the run in " + directory(name) + " has begun");
        }
    }
}
