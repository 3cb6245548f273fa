package wgan.report.analysis;

import java.util.Arrays;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;

/**
 * The moving-block bootstrap (Künsch 1989): a series is drawn again in blocks of consecutive values, so that the values of a block
 * depend on each other as in the series. Its seed is fixed, so the same series have the same interval.
 */
final class BlockBootstrap {
    private static final int RESAMPLES = 2000;
    private static final Seed SEED = new Seed(0);

    /** A statistic of two series of equal length; NaN if it is not defined. */
    @FunctionalInterface
    interface Statistic {
        double of(double[] x, double[] y);
    }

    private BlockBootstrap() {}

    /**
     * Returns the 95 % confidence interval of a statistic: the quantiles of its values for resampled series.
     *
     * @param x n values
     * @param y n values, of the same points
     * @param block number of values in a block, at most n: more than the number over which values depend on each other
     * @return the ends; NaN if the statistic is not defined for more than half of the resampled series
     */
    static Interval interval(double[] x, double[] y, int block, Statistic statistic) {
        RandomStream random = SEED.stream(Purpose.BOOTSTRAP);
        double[] values = new double[RESAMPLES];
        double[] resampledX = new double[x.length];
        double[] resampledY = new double[x.length];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int to = 0; to < x.length; to += block) {
                int from = random.nextInt(x.length - block + 1);
                int length = Math.min(block, x.length - to);
                System.arraycopy(x, from, resampledX, to, length);
                System.arraycopy(y, from, resampledY, to, length);
            }
            values[i] = statistic.of(resampledX, resampledY);
        }
        double[] defined =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return defined.length <= RESAMPLES / 2
                ? Interval.UNKNOWN
                : new Interval(quantile(defined, 0.025), quantile(defined, 0.975));
    }

    private static double quantile(double[] sorted, double fraction) {
        return sorted[(int) Math.round(fraction * (sorted.length - 1))];
    }
}
