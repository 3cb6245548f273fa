package wgan.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bootstrap confidence interval of 95 %.
 *
 * @param low its lower end
 * @param high its upper end
 */
record Interval(double low, double high) {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;
    private static final long SEED = 0;

    /**
     * Returns the percentile interval of a statistic of rounds (Efron 1979). Whole rounds are resampled, because the iterations of a
     * round share the state of the machine. The same data have the same interval.
     *
     * @param rounds the number of rounds
     * @param statistic the statistic of some of the rounds, which receives their indices; an index may occur several times
     * @return null for less than two rounds
     */
    static @Nullable Interval of(int rounds, ToDoubleFunction<int[]> statistic) {
        if (rounds < 2) {
            return null;
        }
        var random = new SplittableRandom(SEED);
        double[] values = new double[RESAMPLES];
        Arrays.setAll(
                values,
                i -> statistic.applyAsDouble(random.ints(rounds, 0, rounds).toArray()));
        Arrays.sort(values);
        int tail = (int) (RESAMPLES * TAIL);
        return new Interval(values[tail], values[RESAMPLES - 1 - tail]);
    }

    /** Returns the text of an interval, such as {@code 1.52 … 1.71}. */
    String text(String format) {
        return String.format(Locale.ROOT, format + " … " + format, low, high);
    }
}
