package wgan.train;

import java.io.IOException;
import java.util.Map;
import wgan.data.AtomicFile;
import wgan.model.SafeTensors;

/** Saves the run and its generator after each epoch. */
public final class CheckpointWriter implements TrainingListener {
    private final Trainer trainer;
    private final RunDirectory run;

    /** Saves this trainer's state into that directory, which stays open. */
    public CheckpointWriter(Trainer trainer, RunDirectory run) {
        this.trainer = trainer;
        this.run = run;
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        save();
    }

    /** Saves now, in the middle of an epoch too. */
    public void save() throws IOException {
        trainer.requireFinite();
        // What PyTorch's own files say of themselves; some readers ask for it.
        Map<String, String> metadata = Map.of("format", "pt");
        AtomicFile.write(
                run.generatorFile(),
                out -> SafeTensors.write(out, trainer.generator().state(), metadata));
        // Last, since a run goes on from here: what comes before it is then done again, if a fault has cut it short.
        trainer.save(run.checkpointFile());
    }
}
