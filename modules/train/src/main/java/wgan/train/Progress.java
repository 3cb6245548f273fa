package wgan.train;

/**
 * The position of a run: the epoch, the step in it, and the numbers of both.
 *
 * <p>One step is one iteration of the loop: a batch of real images, the critic's updates on it and, unless the critic takes
 * several batches for its updates, one update of the generator. Immutable.
 *
 * @param epoch the current epoch, counted from 0
 * @param epochs epochs in the whole run
 * @param step the last step done in this epoch, counted from 1; 0 when the epoch has not begun
 * @param steps steps in each epoch
 */
public record Progress(int epoch, int epochs, int step, int steps) {

    /** Steps between two log points: the lab's. */
    public static final int LOG_INTERVAL = 100;

    /** Steps between two measured ones: enough points for a curve, and few enough that a GPU loses no time. */
    public static final int MEASURING_INTERVAL = 10;

    /** Parts of a run between its images. */
    private static final int QUARTERS = 4;

    /**
     * Checks the four counts against each other.
     *
     * @throws IllegalArgumentException if the position lies outside the run
     */
    public Progress {
        if (epoch < 0 || epoch >= epochs || steps < 1 || step < 0 || step > steps) {
            throw new IllegalArgumentException(
                    "progress: epoch %d of %d, step %d of %d; expected 0 <= epoch < epochs, 0 <= step <= steps, 0 < steps"
                            .formatted(epoch, epochs, step, steps));
        }
    }

    /** Steps done since the run began, over all epochs and all resumptions. */
    public long iteration() {
        return (long) epoch * steps + step;
    }

    /** Steps in the whole run. */
    public long iterations() {
        return (long) epochs * steps;
    }

    /** Whether this step is the last of its epoch. */
    public boolean endsEpoch() {
        return step == steps;
    }

    /** Whether the losses are logged here: every {@value #LOG_INTERVAL} steps, and at the last of an epoch. */
    public boolean isLogPoint() {
        return step > 0 && (step % LOG_INTERVAL == 0 || endsEpoch());
    }

    /**
     * Whether the losses of this very step are measured, or, if the generator has no update in it, of the next step with one: every
     * {@value #MEASURING_INTERVAL} steps since the run began.
     */
    public boolean isMeasuringPoint() {
        return step > 0 && iteration() % MEASURING_INTERVAL == 0;
    }

    /** Whether no step of the run is done, or a quarter, a half, three quarters (rounded) or all of them. */
    public boolean isQuarter() {
        for (int quarter = 0; quarter <= QUARTERS; quarter++) {
            if (iteration() == Math.round(iterations() * (double) quarter / QUARTERS)) {
                return true;
            }
        }
        return false;
    }

    /** The next step of the same epoch. */
    Progress nextStep() {
        return new Progress(epoch, epochs, step + 1, steps);
    }

    /** The beginning of the next epoch. */
    Progress nextEpoch() {
        return new Progress(epoch + 1, epochs, 0, steps);
    }
}
