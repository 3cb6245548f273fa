package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import wgan.train.events.EventFile;

/**
 * Writes the lab's TensorBoard history: both losses and a grid of samples after each epoch, which is the step; and how far
 * the generator is from real images at each evaluation, whose step is the iteration, since an epoch may have several.
 *
 * <p>Tags are {@code <prefix>/Loss/Discriminator}, {@code <prefix>/Loss/Generator}, {@code Generated Images} and
 * {@code <prefix>/GenerativeMetrics/MNIST-FD}. A resumed run adds a file to the same directory, which TensorBoard shows as one
 * history.
 */
public final class TensorBoardListener implements TrainingListener {

    private final String prefix;
    private final Path directory;
    private final SampleGrid grid;
    private final InstantSource clock;
    private @Nullable EventFile events;

    /**
     * Writes below a log directory.
     *
     * @param prefix first part of the scalars' tags: {@code WGAN} in the lab
     * @param directory made where it is missing: {@code ./logs/experiment_wgan} in the lab
     * @param grid how the samples are drawn
     */
    public TensorBoardListener(String prefix, Path directory, SampleGrid grid) {
        this(prefix, directory, grid, Clock.systemUTC());
    }

    TensorBoardListener(String prefix, Path directory, SampleGrid grid, InstantSource clock) {
        this.prefix = prefix;
        this.directory = directory;
        this.grid = grid;
        this.clock = clock;
    }

    @Override
    public void started(Progress at) throws IOException {
        events = EventFile.create(directory, clock);
    }

    @Override
    public void evaluated(Progress at, FrechetClassifierDistance distance) throws IOException {
        events.scalar(prefix + "/GenerativeMetrics/MNIST-FD", at.iteration(), distance.frechet());
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        events.scalar(prefix + "/Loss/Discriminator", at.epoch(), means.critic());
        events.scalar(prefix + "/Loss/Generator", at.epoch(), means.generator());
        events.image("Generated Images", at.epoch(), grid.png(samples));
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
