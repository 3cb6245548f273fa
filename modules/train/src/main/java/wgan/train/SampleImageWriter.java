package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.AtomicFile;

/** Writes the samples of each epoch and of each quarter of the run to {@code samples/} of the run directory. */
public final class SampleImageWriter implements TrainingListener {

    private final RunDirectory run;
    private final SampleGrid grid;

    /**
     * Writes into a run directory.
     *
     * @param run stays open
     * @param grid makes one image of the samples
     */
    public SampleImageWriter(RunDirectory run, SampleGrid grid) {
        this.run = run;
        this.grid = grid;
    }

    @Override
    public void drawn(Progress at, Samples samples) throws IOException {
        write(samples, run.stepImage(at.iteration()));
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        write(samples, run.sampleImage(at.epoch()));
    }

    private void write(Samples samples, Path image) throws IOException {
        byte[] png = grid.png(samples);
        AtomicFile.write(image, out -> out.write(png));
    }
}
