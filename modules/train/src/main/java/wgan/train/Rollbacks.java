package wgan.train;

/**
 * The rollbacks of a run so far: see {@link OnDivergence#ROLLBACK}.
 *
 * @param count how many there were; each has a stream of noise of its own
 * @param epochs the number of epochs that were done where the last one went back to; -1 if there was none
 */
record Rollbacks(int count, int epochs) {
    /** A run that has not diverged. */
    static final Rollbacks NONE = new Rollbacks(0, -1);

    /** Returns the rollbacks after another one, which went back to this progress. */
    Rollbacks next(Progress to) {
        return new Rollbacks(count + 1, to.endsEpoch() ? to.epoch() + 1 : to.epoch());
    }
}
