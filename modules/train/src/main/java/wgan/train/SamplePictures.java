package wgan.train;

import java.io.IOException;
import wgan.data.AtomicFile;

/** Writes the samples of each epoch to {@code samples/epoch-NNN.png} of the run directory. */
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
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        byte[] png = grid.png(samples);
        AtomicFile.write(run.samplePicture(at.epoch()), out -> out.write(png));
    }
}
