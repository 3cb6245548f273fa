package wgan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;
import wgan.data.Dataset;
import wgan.train.DivergedException;
import wgan.train.Evaluations;
import wgan.train.ObjectiveName;
import wgan.train.Progress;
import wgan.train.TrainingConfig;

/**
 * Several games, trained one after another below one directory: {@code runs/wgan}, with its events in {@code logs/wgan}.
 *
 * <p>A game that diverges ends, and the others go on.
 */
final class Contest {
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
    Contest(Training training, Path directory, boolean fresh) {
        this.training = training;
        this.directory = directory;
        this.fresh = fresh;
    }

    /**
     * Trains what is not trained yet, or until a signal comes.
     *
     * @param dataset what all of them learn from
     */
    void train(List<TrainingConfig> games, Dataset dataset, Evaluations evaluations, Interruption interruption)
            throws IOException {
        for (TrainingConfig game : games) {
            if (!interruption.isRequested()) {
                train(game, dataset, evaluations, interruption);
            }
        }
    }

    private void train(TrainingConfig game, Dataset dataset, Evaluations evaluations, Interruption interruption)
            throws IOException {
        ObjectiveName name = game.rules().objective();
        Path run = directory.resolve("runs").resolve(name.toString());
        PrintWriter err = training.command().getErr();
        err.println(name.title() + ": training in " + run);
        try {
            Path events = directory.resolve("logs").resolve(name.toString());
            Progress at =
                    training.train(new Training.Run(game, run, events, fresh), dataset, evaluations, interruption);
            requireAskedFor(game, at, run);
            trained.add(run);
        } catch (DivergedException e) {
            err.println(name.title() + ": " + e.getMessage() + "; the others go on without it");
            diverged.put(name, e);
        }
    }

    /** What is said of five epochs is not to be said of thirty. */
    private void requireAskedFor(TrainingConfig game, Progress at, Path run) {
        if (at.epochs() > game.epochs()) {
            throw new ParameterException(
                    training.command(),
                    "--epochs is " + game.epochs() + ", expected at least " + at.epochs() + ", which " + run
                            + " has already, or another --out");
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
