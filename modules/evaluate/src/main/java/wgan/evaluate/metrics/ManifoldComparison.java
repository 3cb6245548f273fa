package wgan.evaluate.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which images of two manifolds are in which balls of the other, by one pass over their distances. Immutable.
 *
 * <p>{@link PrecisionRecallDensityCoverage} is computed from it.
 */
final class ManifoldComparison {
    private final Manifold real;
    private final Manifold generated;
    // By generated image: the number of real images whose balls it is in, and the last one found.
    private final AtomicIntegerArray balls;
    private final AtomicIntegerArray lastBall;
    // By real image: the number of generated images in its ball, and the last one found.
    private final int[] inside;
    private final int[] lastInside;
    // By real image: the number of generated images whose balls it is in, and the last one found.
    private final int[] generatedBalls;
    private final int[] lastGeneratedBall;

    private ManifoldComparison(Manifold real, Manifold generated) {
        this.real = real;
        this.generated = generated;
        balls = new AtomicIntegerArray(generated.size());
        lastBall = new AtomicIntegerArray(generated.size());
        inside = new int[real.size()];
        lastInside = new int[real.size()];
        generatedBalls = new int[real.size()];
        lastGeneratedBall = new int[real.size()];
    }

    /**
     * Compares two manifolds, which takes nm distances.
     *
     * @throws IllegalArgumentException if their features have different widths
     */
    static ManifoldComparison of(Manifold real, Manifold generated) {
        FeatureMatrix.requireSameWidth(
                PrecisionRecallDensityCoverage.NAME,
                real.rows().features(),
                generated.rows().features());
        ManifoldComparison comparison = new ManifoldComparison(real, generated);
        DistanceBlocks.forEachRow(real.rows(), generated.rows(), comparison::count);
        return comparison;
    }

    private void count(int row, int firstColumn, float[] values, int from, int columns, double offset) {
        double radius = real.squaredRadius(row);
        for (int i = 0; i < columns; i++) {
            int column = firstColumn + i;
            double otherRadius = generated.squaredRadius(column);
            if (!(values[from + i] + offset > Math.max(radius, otherRadius))) { // also if it is NaN
                double distance = real.rows().squaredDistance(row, generated.rows(), column);
                if (distance <= radius) {
                    inside[row]++;
                    lastInside[row] = column;
                    balls.incrementAndGet(column);
                    lastBall.set(column, row);
                }
                if (distance <= otherRadius) {
                    generatedBalls[row]++;
                    lastGeneratedBall[row] = column;
                }
            }
        }
    }

    /**
     * Returns the metrics with their standard errors, by the jackknife (Efron and Stein 1981): the variance over the images of one set
     * of the change that the removal of an image makes, and the same of the other set. The radii count as fixed, although those of
     * neighbors grow if an image is removed; so the errors are rather too large than too small.
     */
    PrecisionRecallDensityCoverage metrics() {
        double[] ballsOfGenerated = new double[generated.size()];
        double[] onlyBall = new double[real.size()]; // generated images that are in the ball of this real one only
        for (int j = 0; j < ballsOfGenerated.length; j++) {
            ballsOfGenerated[j] = balls.get(j);
            if (balls.get(j) == 1) {
                onlyBall[lastBall.get(j)]++;
            }
        }
        double[] onlyInside = new double[generated.size()]; // real images whose ball has this generated one only
        double[] onlyGeneratedBall = new double[generated.size()]; // real images that are in the ball of this one only
        for (int i = 0; i < inside.length; i++) {
            if (inside[i] == 1) {
                onlyInside[lastInside[i]]++;
            }
            if (generatedBalls[i] == 1) {
                onlyGeneratedBall[lastGeneratedBall[i]]++;
            }
        }
        double[] insideOfReal = Arrays.stream(inside).asDoubleStream().toArray();
        return new PrecisionRecallDensityCoverage(
                fraction(ballsOfGenerated, onlyBall),
                fraction(Arrays.stream(generatedBalls).asDoubleStream().toArray(), onlyGeneratedBall),
                density(ballsOfGenerated, insideOfReal),
                fraction(insideOfReal, onlyInside));
    }

    /**
     * Returns the fraction of images that are in a ball.
     *
     * @param balls by image: the number of balls that it is in
     * @param only by ball: the number of images that are in this one only, which the fraction loses without it
     */
    private static Estimate fraction(double[] balls, double[] only) {
        double[] isInside = Arrays.stream(balls).map(Math::signum).toArray();
        double variance = Estimate.variance(isInside) / balls.length
                + Estimate.variance(only) * only.length / ((double) balls.length * balls.length);
        return new Estimate(Estimate.mean(isInside), Math.sqrt(variance));
    }

    /**
     * Returns the mean number of balls that a generated image is in, divided by k.
     *
     * @param balls by generated image
     * @param members by ball
     */
    private Estimate density(double[] balls, double[] members) {
        double variance = Estimate.variance(balls) / balls.length
                + Estimate.variance(members) * members.length / ((double) balls.length * balls.length);
        double sum = Arrays.stream(balls).sum();
        return new Estimate(sum / (real.k() * (double) balls.length), Math.sqrt(variance) / real.k());
    }
}
