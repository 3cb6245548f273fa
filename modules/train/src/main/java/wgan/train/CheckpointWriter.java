package wgan.train;

import java.io.IOException;
import java.util.Map;
import wgan.data.AtomicFile;
import wgan.model.SafeTensors;

/** Saves the checkpoint of the run and its generator after each epoch. */
public final class CheckpointWriter implements TrainingListener {
    private final Trainer trainer;
    private final RunDirectory run;
    private final TrainingListener recorders;
    private final KeptCheckpoints kept;

    /**
     * Saves a trainer's state.
     *
     * @param run the directory to save into, which stays open
     * @param recorders notified by {@link #checkpointing} before each checkpoint is written: all listeners whose records a resumed
     *     run continues; not closed
     */
    public CheckpointWriter(Trainer trainer, RunDirectory run, TrainingListener recorders) {
        this(trainer, run, recorders, new KeptCheckpoints(run.checkpointFile(), 0, null));
    }

    CheckpointWriter(Trainer trainer, RunDirectory run, TrainingListener recorders, KeptCheckpoints kept) {
        this.trainer = trainer;
        this.run = run;
        this.recorders = recorders;
        this.kept = kept;
    }

    @Override
    public void epochFinished(Progress at, Losses means, Samples samples) throws IOException {
        save();
    }

    /**
     * Saves now, also in the middle of an epoch. Not while {@link Trainer#run} runs: the listeners have not received the losses of all steps then,
     * and a resumed run does not repeat them.
     *
     * @throws DivergedException if a parameter is NaN or infinite; the previous checkpoint stays
     */
    public void save() throws IOException {
        trainer.requireFinite();
        recorders.checkpointing(trainer.progress());
        Map<String, String> metadata = trainer.generatorMetadata();
        AtomicFile.write(
                run.generatorFile(),
                out -> SafeTensors.write(out, trainer.generator().state(), metadata));
        kept.beforeSaving(trainer.progress());
        // Last, because a run resumes from it: if a write before it fails, the run resumes from the previous checkpoint
        // and writes again.
        trainer.save(run.checkpointFile());
        kept.saved(trainer.progress());
    }
}
