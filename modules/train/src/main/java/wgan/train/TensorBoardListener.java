package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import wgan.train.events.EventDirectory;

/**
 * Writes a run's TensorBoard history.
 *
 * <p>The lab's three tags have the epoch as their step, and an event after each epoch:
 *
 * <pre>
 * &lt;prefix>/Loss/Discriminator                 mean loss of the critic over the epoch
 * &lt;prefix>/Loss/Generator                     mean loss of the generator over the epoch
 * Generated Images                             a grid of samples
 * </pre>
 *
 * <p>All other tags have the iteration as their step:
 *
 * <pre>
 * &lt;prefix>/Step Loss/Discriminator            the critic's loss in a measured step
 * &lt;prefix>/Step Loss/Generator                the generator's loss in a measured step
 * &lt;prefix>/Metrics/Critic Estimate             what the critic maximizes in a measured step
 * &lt;prefix>/Metrics/Frechet Classifier Distance   each evaluation; Frechet Random-Feature Distance without labels
 * </pre>
 *
 * <p>Each session of a run adds one file, at its first event. A resumed run first removes the events past the step from
 * which it resumes, so that TensorBoard shows each step once; a new run removes all events of earlier runs in its run
 * directory. Files of other runs and other programs are not changed.
 */
public final class TensorBoardListener implements TrainingListener {

    private static final String IMAGES = "Generated Images";

    private final String criticLoss;
    private final String generatorLoss;
    private final String criticStepLoss;
    private final String generatorStepLoss;
    private final String criticEstimate;
    private final String metrics;
    private final Path directory;
    private final RunDirectory run;
    private final InstantSource clock;
    private @Nullable EventDirectory events;

    /**
     * Writes into a log directory.
     *
     * @param prefix first part of the scalars' tags: {@code WGAN} in the lab
     * @param directory created at the first event if it does not exist: {@code ./logs/experiment_wgan} in the lab
     * @param run the run directory, which stays open; it identifies the run's event files among those of other runs
     */
    public TensorBoardListener(String prefix, Path directory, RunDirectory run) {
        this(prefix, directory, run, Clock.systemUTC());
    }

    TensorBoardListener(String prefix, Path directory, RunDirectory run, InstantSource clock) {
        criticLoss = prefix + "/Loss/Discriminator";
        generatorLoss = prefix + "/Loss/Generator";
        criticStepLoss = prefix + "/Step Loss/Discriminator";
        generatorStepLoss = prefix + "/Step Loss/Generator";
        criticEstimate = prefix + "/Metrics/Critic Estimate";
        metrics = prefix + "/Metrics/";
        this.directory = directory;
        this.run = run;
        this.clock = clock;
    }

    @Override
    public void started(Progress at) throws IOException {
        close();
        events = new EventDirectory(directory, run.id(), clock);
        events.keepWhile((tag, step) -> iteration(tag, step, at) <= at.iteration());
    }

    /** The iteration at which an event was recorded. */
    private long iteration(String tag, long step, Progress at) {
        boolean isOfEpoch = tag.equals(criticLoss) || tag.equals(generatorLoss) || tag.equals(IMAGES);
        return isOfEpoch ? (step + 1) * at.steps() : step;
    }

    @Override
    public void measured(Progress at, Losses losses) throws IOException {
        started().scalar(criticStepLoss, at.iteration(), losses.critic());
        started().scalar(generatorStepLoss, at.iteration(), losses.generator());
        started().scalar(criticEstimate, at.iteration(), losses.criticEstimate());
    }

    @Override
    public void evaluated(Progress at, MeasuredFrechetDistance evaluated) throws IOException {
        started().scalar(metrics + evaluated.title(), at.iteration(), evaluated.value());
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        started().scalar(criticLoss, at.epoch(), means.critic());
        started().scalar(generatorLoss, at.epoch(), means.generator());
        started().image(IMAGES, at.epoch(), samples.gridPng());
    }

    @Override
    public void checkpointing(Progress at) throws IOException {
        started().force();
    }

    private EventDirectory started() {
        EventDirectory started = events;
        if (started == null) {
            throw new IllegalStateException(
                    directory + ": the events of a run are written after its start and before its end");
        }
        return started;
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
