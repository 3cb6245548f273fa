package wgan.report;

import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How well one figure's order is another's (Spearman 1904): the correlation of their ranks, equal values sharing the mean of
 * theirs.
 */
final class RankCorrelation {
    private RankCorrelation() {}

    /**
     * ρ, from -1, where the one falls whenever the other rises, to 1, where they rise and fall together; not-a-number where
     * one of them has a single value only.
     *
     * @throws IllegalArgumentException if there are not as many of both
     */
    static double of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "rank correlation: " + x.length + " and " + y.length + " values, expected as many of both");
        }
        NaturalRanking ranking = new NaturalRanking(TiesStrategy.AVERAGE);
        return correlation(ranking.apply(x), ranking.apply(y));
    }

    /** Of ranks, whose mean is (n + 1) / 2 whatever ties there are. */
    private static double correlation(double[] x, double[] y) {
        double mean = (x.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
