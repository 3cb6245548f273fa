package wgan.train;

/**
 * The progress of a run.
 *
 * <p>A step is an iteration of the loop: a batch of real images, the updates of the critic on it and, unless the critic uses several
 * batches for that, an update of the generator.
 *
 * @param epoch the current epoch, counted from 0
 * @param epochs epochs of the run
 * @param step the last step done in this epoch, counted from 1; 0 at the beginning of the epoch
 * @param steps steps of an epoch
 */
public record Progress(int epoch, int epochs, int step, int steps) {

    /** Steps between two log points, as in the lab. */
    public static final int LOG_INTERVAL = 100;

    /** Steps between two steps whose losses are measured: enough points for a curve, at little cost. */
    public static final int MEASURING_INTERVAL = 10;

    /** The number of equal parts of a run; samples are generated at their ends. */
    private static final int QUARTERS = 4;

    /**
     * Checks the four counts against each other.
     *
     * @throws IllegalArgumentException if the progress is outside of the run
     */
    public Progress {
        if (epoch < 0 || epoch >= epochs || steps < 1 || step < 0 || step > steps) {
            throw new IllegalArgumentException(
                    "progress: epoch %d of %d, step %d of %d; expected 0 <= epoch < epochs, 0 <= step <= steps, 0 < steps"
                            .formatted(epoch, epochs, step, steps));
        }
    }

    /** Returns the steps done since the beginning of the run. */
    public long iteration() {
        return (long) epoch * steps + step;
    }

    /** Returns the steps of the run. */
    public long iterations() {
        return (long) epochs * steps;
    }

    /** Returns whether this step is the last of its epoch. */
    public boolean endsEpoch() {
        return step == steps;
    }

    /** Returns whether this step is the last of the run. */
    public boolean endsRun() {
        return iteration() == iterations();
    }

    /** Returns whether the mean losses are logged here: every {@value #LOG_INTERVAL} steps, and at the last of an epoch. */
    public boolean isLogPoint() {
        return step > 0 && (step % LOG_INTERVAL == 0 || endsEpoch());
    }

    /**
     * Returns whether the losses of this step are measured, or of the next one that updates the generator: every
     * {@value #MEASURING_INTERVAL} steps since the beginning of the run.
     */
    public boolean isMeasuringPoint() {
        return step > 0 && iteration() % MEASURING_INTERVAL == 0;
    }

    /** Returns whether the run is at its beginning, or at a quarter, a half, three quarters or the end of its steps, rounded. */
    public boolean isQuarter() {
        for (int quarter = 0; quarter <= QUARTERS; quarter++) {
            if (iteration() == Math.round(iterations() * (double) quarter / QUARTERS)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the progress after the next step of the epoch. */
    Progress nextStep() {
        return new Progress(epoch, epochs, step + 1, steps);
    }

    /** Returns the beginning of the next epoch. */
    Progress nextEpoch() {
        return new Progress(epoch + 1, epochs, 0, steps);
    }
}
