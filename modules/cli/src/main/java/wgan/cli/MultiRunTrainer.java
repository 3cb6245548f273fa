package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;
import wgan.data.Dataset;
import wgan.train.DivergedException;
import wgan.train.ObjectiveName;
import wgan.train.PeriodicEvaluation;
import wgan.train.Progress;
import wgan.train.RunDirectory;
import wgan.train.Trainer;
import wgan.train.TrainingConfig;

/**
 * Several games, trained one after another below one directory: {@code runs/wgan}, with its events in {@code logs/wgan}.
 *
 * <p>A game that diverges ends, and the others go on.
 */
final class MultiRunTrainer {
    private final Training training;
    private final Path directory;
    private final boolean fresh;
    private final List<Path> trained = new ArrayList<>();
    private final Map<ObjectiveName, DivergedException> diverged = new LinkedHashMap<>();

    /**
     * None trained yet.
     *
     * @param fresh whether what is there already is to be forgotten
     */
    MultiRunTrainer(Training training, Path directory, boolean fresh) {
        this.training = training;
        this.directory = directory;
        this.fresh = fresh;
    }

    /** See {@link Training#watchSignals}. */
    Interruption watchSignals() {
        return training.watchSignals();
    }

    /**
     * Trains what is not trained yet, or until a signal comes.
     *
     * @param dataset what all of them learn from
     */
    void train(List<TrainingConfig> games, Dataset dataset, PeriodicEvaluation evaluations, Interruption interruption)
            throws IOException {
        List<Training.Run> runs = games.stream().map(this::run).toList();
        for (Training.Run run : runs) {
            requireStart(run, dataset); // before any of them takes its time
        }
        for (Training.Run run : runs) {
            if (!interruption.isRequested()) {
                train(run, dataset, evaluations, interruption);
            }
        }
    }

    private Training.Run run(TrainingConfig game) {
        String name = game.rules().objective().toString();
        return new Training.Run(
                game,
                directory.resolve("runs").resolve(name),
                directory.resolve("logs").resolve(name),
                fresh);
    }

    /**
     * Refuses a run that could not go on from what is there, or has begun more epochs: what is said of five is not to be said of
     * thirty.
     */
    private void requireStart(Training.Run run, Dataset dataset) throws IOException {
        Path checkpoint = RunDirectory.checkpointIn(run.directory());
        if (fresh || !Files.exists(checkpoint)) {
            return;
        }
        int epochs = run.config().epochs();
        Progress at = Trainer.placeOf(checkpoint, run.config(), dataset);
        if (at.epochs() > epochs) {
            throw new ParameterException(
                    training.command(),
                    "--epochs is " + epochs + ", expected at least " + at.epochs() + ", which " + run.directory()
                            + " has begun, or another --out");
        }
    }

    private void train(Training.Run run, Dataset dataset, PeriodicEvaluation evaluations, Interruption interruption)
            throws IOException {
        ObjectiveName game = run.config().rules().objective();
        PrintWriter err = training.command().getErr();
        err.println(game.title() + ": training in " + run.directory());
        try {
            Training.Outcome outcome = training.train(run, dataset, evaluations, interruption);
            if (outcome.isFinishedBefore()) {
                err.println(game.title() + ": the run is finished: " + Training.done(outcome.end()));
            }
            trained.add(run.directory());
        } catch (DivergedException e) {
            err.println(game.title() + ": " + e.getMessage() + "; the others go on without it");
            diverged.put(game, e);
        }
    }

    /** The run directories of the games that did not diverge. */
    List<Path> trained() {
        return trained;
    }

    /** The games that came to nothing, and why. */
    Map<ObjectiveName, DivergedException> diverged() {
        return diverged;
    }
}
