package wgan.evaluate.metrics;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which images of two manifolds are in which balls of the other, by one pass over their distances. Immutable.
 *
 * <p>{@link PrecisionRecallDensityCoverage} is computed from it.
 */
public final class ManifoldComparison {
    private final Manifold real;
    private final Manifold generated;
    private final AtomicIntegerArray balls; // by generated image: the real images whose balls it is in
    private final int[] inside; // by real image: the generated images in its ball
    private final boolean[] isRecalled; // by real image: whether it is in a ball of a generated one

    private ManifoldComparison(Manifold real, Manifold generated) {
        this.real = real;
        this.generated = generated;
        balls = new AtomicIntegerArray(generated.size());
        inside = new int[real.size()];
        isRecalled = new boolean[real.size()];
    }

    /**
     * Compares two manifolds, which takes nm distances.
     *
     * @throws IllegalArgumentException if their features have different widths
     */
    public static ManifoldComparison of(Manifold real, Manifold generated) {
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
                    balls.incrementAndGet(column);
                }
                isRecalled[row] |= distance <= otherRadius;
            }
        }
    }

    /**
     * Returns the number of real images' balls that a generated image is in. The mean of these numbers, divided by k, is the density.
     *
     * @param image its row
     */
    public int balls(int image) {
        return balls.get(image);
    }

    /** Returns the number of generated images. */
    public int size() {
        return generated.size();
    }

    /** Returns the metrics. */
    public PrecisionRecallDensityCoverage metrics() {
        int precise = 0;
        long inBalls = 0;
        for (int i = 0; i < generated.size(); i++) {
            precise += balls.get(i) > 0 ? 1 : 0;
            inBalls += balls.get(i);
        }
        int covered = 0;
        int recalled = 0;
        for (int i = 0; i < real.size(); i++) {
            covered += inside[i] > 0 ? 1 : 0;
            recalled += isRecalled[i] ? 1 : 0;
        }
        double n = real.size();
        double m = generated.size();
        return new PrecisionRecallDensityCoverage(precise / m, recalled / n, inBalls / (real.k() * m), covered / n);
    }
}
