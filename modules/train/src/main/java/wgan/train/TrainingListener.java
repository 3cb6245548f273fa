package wgan.train;

import java.io.IOException;

/**
 * Told how a run goes; everything that is not training itself hangs on the loop as one of these.
 *
 * <p>The events of a run come on the training thread in this order: {@link #started} once, followed by {@link #drawn} in
 * a new run; {@link #stepped} after each step, followed by those of {@link #measured}, {@link #logged}, {@link #drawn},
 * {@link #evaluated} and {@link #epochFinished} that are due; {@link #finished} when every epoch is done. {@link #close}
 * comes last and always, also after a failure, and also when {@code started} itself failed or never came. So a listener
 * opens what it needs in {@code started}, not in its constructor.
 *
 * <p>An exception thrown by a listener ends the run.
 */
public interface TrainingListener extends AutoCloseable {

    /**
     * The run is about to begin, or to go on.
     *
     * @param at the last step that was done before: step 0 of epoch 0 in a new run
     */
    default void started(Progress at) throws IOException {}

    /** A step is done. */
    default void stepped(Progress at) throws IOException {}

    /**
     * The losses of a step are known.
     *
     * @param losses of this step alone
     * @see Progress#isMeasuringPoint()
     */
    default void measured(Progress at, StepLosses losses) throws IOException {}

    /**
     * A log point is reached.
     *
     * @param means the losses of this epoch up to here
     * @see Progress#isLogPoint()
     */
    default void logged(Progress at, Losses means) throws IOException {}

    /**
     * A new run is about to begin, or another quarter of the run is done.
     *
     * @param samples images drawn now, from the same noise each time
     * @see Progress#isQuarter()
     */
    default void drawn(Progress at, Samples samples) throws IOException {}

    /**
     * The generator was evaluated.
     *
     * @param distance how far it is from real images now
     * @see PeriodicEvaluation
     */
    default void evaluated(Progress at, FrechetClassifierDistance distance) throws IOException {}

    /**
     * An epoch is done.
     *
     * @param means the losses of the whole epoch
     * @param samples images drawn now, from the same noise each time
     */
    default void epochFinished(Progress at, Losses means, Samples samples) throws IOException {}

    /** Every epoch is done. */
    default void finished(Progress at) throws IOException {}

    /** The run is over, well or badly; releases what the listener holds. Closing twice does no harm. */
    @Override
    default void close() throws IOException {}
}
