package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.AtomicFile;

/** Writes the samples of each epoch and of each quarter of the run to {@code samples/} of the run directory. */
public final class SamplePictures implements TrainingListener {

    private final RunDirectory run;
    private final SampleGrid grid;

    /**
     * Writes into a run directory.
     *
     * @param run stays open
     * @param grid how the samples are drawn
     */
    public SamplePictures(RunDirectory run, SampleGrid grid) {
        this.run = run;
        this.grid = grid;
    }

    @Override
    public void drawn(Progress at, Samples samples) throws IOException {
        write(samples, run.stepPicture(at.iteration()));
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        write(samples, run.samplePicture(at.epoch()));
    }

    private void write(Samples samples, Path picture) throws IOException {
        byte[] png = grid.png(samples);
        AtomicFile.write(picture, out -> out.write(png));
    }
}
