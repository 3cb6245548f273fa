package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.AtomicFile;

/** Writes the samples of each epoch and of each quarter of the run to {@code samples/} of the run directory. */
public final class SampleImageWriter implements TrainingListener {

    private final RunDirectory run;

    /**
     * Writes into a run directory.
     *
     * @param run stays open
     */
    public SampleImageWriter(RunDirectory run) {
        this.run = run;
    }

    /** Deletes the images past the step from which the run starts: a run that was killed, or rolled back, has left them. */
    @Override
    public void started(Progress at) throws IOException {
        run.deleteSamplesAfter(at);
    }

    @Override
    public void sampled(Progress at, Samples samples) throws IOException {
        write(samples, run.stepImage(at.iteration()));
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        write(samples, run.sampleImage(at.epoch()));
    }

    private void write(Samples samples, Path image) throws IOException {
        byte[] png = samples.gridPng();
        AtomicFile.write(image, out -> out.write(png));
    }
}
