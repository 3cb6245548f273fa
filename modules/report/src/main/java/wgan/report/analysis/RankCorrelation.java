package wgan.report.analysis;

import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Spearman's rank correlation (1904): the correlation of the ranks of two variables, where equal values share their mean rank. */
final class RankCorrelation {
    private RankCorrelation() {}

    /**
     * Returns ρ: -1 if one falls whenever the other rises, 1 if they rise and fall together; NaN if one of them has a single value
     * only.
     *
     * @throws IllegalArgumentException if they do not have the same length
     */
    static double of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "rank correlation: " + x.length + " and " + y.length + " values, expected as many of both");
        }
        NaturalRanking ranking = new NaturalRanking(TiesStrategy.AVERAGE);
        return correlation(ranking.apply(x), ranking.apply(y));
    }

    /** The correlation of ranks, whose mean is (n + 1) / 2 whatever ties there are. */
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
