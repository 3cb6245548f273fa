package wgan.train;

import java.util.Locale;

/** A named set of hyper-parameters of an objective: see {@link ObjectiveType#preset}. */
public enum Preset {
    /** The values of the paper that introduced the objective. */
    PAPER,
    /** The best values of a sweep: {@code docs/learning-rates.md}. They are the defaults. */
    TUNED;

    /** Returns the name in files and on command lines. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
