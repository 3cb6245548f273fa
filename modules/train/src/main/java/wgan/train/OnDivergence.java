package wgan.train;

/** What a run does when its training diverges: when a loss, a parameter or a metric is NaN or infinite. */
public enum OnDivergence {
    /** The run ends with a {@link DivergedException}. */
    STOP("stop"),
    /**
     * The run goes back to its newest checkpoint and repeats the steps after it with other noise; if it diverges again before the
     * next checkpoint, it goes back to the one before. After {@value #MAX_ROLLBACKS} of these in the whole run it ends as with
     * {@link #STOP}. A run that does not diverge computes the same as with {@code STOP}, and one that does computes the same
     * each time.
     */
    ROLLBACK("rollback");

    /** How often a run goes back: what three other streams of noise do not help is not a matter of luck. */
    public static final int MAX_ROLLBACKS = 3;

    private final String text;

    OnDivergence(String text) {
        this.text = text;
    }

    /** Returns the name: {@code stop} or {@code rollback}. */
    @Override
    public String toString() {
        return text;
    }
}
