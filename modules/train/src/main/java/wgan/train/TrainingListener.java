package wgan.train;

import java.io.IOException;

/**
 * Receives the events of a run; everything that is not training itself is attached to the loop as a listener.
 *
 * <p>Listeners are notified on the training thread, in this order: {@link #started} once, and again after each {@link
 * #rolledBack}, followed by {@link #sampled} at step 0; {@link #stepped} after each step, followed by those of {@link #measured}, {@link #logged}, {@link #sampled},
 * {@link #evaluated} and {@link #epochFinished} that are due; {@link #finished} when every epoch is done. {@link
 * #checkpointing} comes before the run is saved, which may be at any step. {@link #close} is always called last if {@link TrainingRun#train} was called, also after
 * a failure, and also if {@code started} failed or was not called. A listener therefore opens its resources in {@code
 * started}, not in its constructor.
 *
 * <p>An exception thrown by a listener ends training, and no checkpoint is written: the run resumes from the last one, that of the end of an epoch.
 */
public interface TrainingListener extends AutoCloseable {

    /**
     * The run is about to begin, or to resume.
     *
     * @param at the last step that was done before: step 0 of epoch 0 in a new run
     */
    default void started(Progress at) throws IOException {}

    /** A step is done. */
    default void stepped(Progress at) throws IOException {}

    /**
     * A step was measured.
     *
     * @param losses the losses of this step alone
     * @see Progress#isMeasuringPoint()
     */
    default void measured(Progress at, Losses losses) throws IOException {}

    /**
     * A log point is reached.
     *
     * @param means the mean losses of this epoch up to here
     * @see Progress#isLogPoint()
     */
    default void logged(Progress at, Losses means) throws IOException {}

    /**
     * A new run is about to begin, or another quarter of the run is done.
     *
     * @param samples images that the generator generates now, from the same latent vectors each time
     * @see Progress#isQuarter()
     */
    default void sampled(Progress at, Samples samples) throws IOException {}

    /**
     * The generator was evaluated.
     *
     * @param distance its distance to real images now
     * @see PeriodicEvaluation
     */
    default void evaluated(Progress at, MeasuredFrechetDistance distance) throws IOException {}

    /**
     * An epoch is done.
     *
     * @param means the mean losses of the whole epoch
     * @param samples images that the generator generates now, from the same latent vectors each time
     */
    default void epochFinished(Progress at, Losses means, Samples samples) throws IOException {}

    /**
     * The run is about to be saved. The records of the listener must be on disk when this returns, because a run that
     * resumes from the checkpoint records only the events after it.
     *
     * @param at the step that the checkpoint will be of
     */
    default void checkpointing(Progress at) throws IOException {}

    /**
     * The run has diverged, and gone back to an earlier step: see {@link OnDivergence#ROLLBACK}. {@link #started} follows.
     *
     * @param to the step that it has gone back to
     * @param count how often the run has gone back, counted from 1
     * @param cause the divergence
     */
    default void rolledBack(Progress to, int count, DivergedException cause) throws IOException {}

    /** Every epoch is done. */
    default void finished(Progress at) throws IOException {}

    /** Releases the resources of the listener: the run has ended, or failed. A second call does nothing. */
    @Override
    default void close() throws IOException {}
}
