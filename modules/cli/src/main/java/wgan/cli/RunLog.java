package wgan.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import wgan.report.MultiRunTrainer;
import wgan.train.DivergedException;
import wgan.train.Progress;
import wgan.train.TrainingRun;

/**
 * Prints what a user needs to know about runs before and after their training.
 *
 * @param err receives the lines
 * @param startsOver whether the command has {@code --fresh}
 */
record RunLog(PrintWriter err, boolean startsOver) implements MultiRunTrainer.Listener {
    /** Prints where a run continues, and its notes. */
    void opened(TrainingRun run) {
        if (run.isFinished()) {
            return;
        }
        if (run.isResumed()) {
            err.println("resuming the run in " + run.directory().path() + ": " + done(run.progress()) + " are done");
        }
        run.notes().forEach(err::println);
    }

    @Override
    public void opened(String name, TrainingRun run) {
        err.println(name + ": training in " + run.directory().path());
        if (run.isFinished()) {
            err.println(name + ": the run is finished: " + done(run.progress()));
        } else {
            opened(run);
        }
    }

    @Override
    public void diverged(String name, DivergedException cause) {
        err.println(name + ": " + cause.getMessage() + "; the other runs are trained without it");
    }

    @Override
    public void stopped(String name, Progress at) {
        stopped(at);
    }

    /** Prints how an interrupted run is resumed. */
    void stopped(Progress at) {
        err.println("interrupted after " + done(at) + "; the same command" + (startsOver ? " without --fresh" : "")
                + " resumes from here");
    }

    /**
     * Describes the outcome of a run that was not interrupted.
     *
     * @param start the progress before training
     * @param end the progress now
     */
    static String outcome(Path run, Progress start, Progress end, double seconds) {
        if (start.endsRun()) {
            return "the run in " + run + " is finished: " + done(end);
        }
        return end.iteration() == start.iteration()
                ? "the run in " + run + " has begun more epochs than requested: " + done(end) + " are done"
                : String.format(Locale.ROOT, "trained %s in %.0f s", done(end), seconds);
    }

    /** Returns how much of a run is done. */
    private static String done(Progress at) {
        return at.iteration() + " of " + at.iterations() + " steps";
    }
}
