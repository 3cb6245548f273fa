package wgan.train;

import java.util.Locale;

/** A named set of hyper-parameters of an objective: see {@link ObjectiveType#preset}. */
public enum Preset {
    /** The values of the paper that introduced the objective. */
    PAPER(0),
    /** The best values of a sweep: {@code docs/learning-rates.md}. They are the defaults. */
    TUNED(0.999);

    private final double ema;

    Preset(double ema) {
        this.ema = ema;
    }

    /** Returns the decay of the generator's exponential moving average, for {@link TrainingConfig#ema}; 0 for none. */
    public double ema() {
        return ema;
    }

    /** Returns the name in files and on command lines. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
