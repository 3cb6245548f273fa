package wgan.evaluate.metrics;

import java.util.Arrays;

/**
 * The k nearest rows of a matrix to each row of another, by Euclidean distance; of equally near ones the first. The distances are those
 * of double precision. Immutable.
 */
final class NearestNeighbors {
    private static final boolean WITHOUT_ITSELF = true;

    private final FeatureRows rows;
    private final FeatureRows among;
    private final boolean isWithoutItself;
    private final int k;
    private final double[] squaredDistances; // n × k, ascending in each row
    private final int[] indices; // n × k

    private NearestNeighbors(FeatureRows rows, FeatureRows among, boolean isWithoutItself, int k) {
        this.rows = rows;
        this.among = among;
        this.isWithoutItself = isWithoutItself;
        this.k = k;
        squaredDistances = new double[Math.multiplyExact(rows.size(), k)];
        indices = new int[squaredDistances.length];
        Arrays.fill(squaredDistances, Double.POSITIVE_INFINITY);
        DistanceBlocks.forEachRow(rows, among, this::update);
    }

    /** Finds the k nearest rows of {@code among}, which has at least k. */
    static NearestNeighbors of(FeatureRows rows, FeatureRows among, int k) {
        return new NearestNeighbors(rows, among, !WITHOUT_ITSELF, k);
    }

    /** Finds the k nearest other rows of the same matrix, which has more than k. */
    static NearestNeighbors others(FeatureRows rows, int k) {
        return new NearestNeighbors(rows, rows, WITHOUT_ITSELF, k);
    }

    private void update(int row, int firstColumn, float[] values, int from, int count, double offset) {
        int last = (row + 1) * k - 1;
        float limit = limit(squaredDistances[last], offset);
        for (int i = 0; i < count; i++) {
            if (!(values[from + i] > limit)) { // also if it is NaN
                int column = firstColumn + i;
                if (column != row || !isWithoutItself) {
                    insert(row, column, rows.squaredDistance(row, among, column));
                    limit = limit(squaredDistances[last], offset);
                }
            }
        }
    }

    /** Returns a float that is not less than the difference. */
    private static float limit(double squaredDistance, double offset) {
        return Math.nextUp((float) (squaredDistance - offset));
    }

    private void insert(int row, int column, double squaredDistance) {
        int first = row * k;
        int at = first + k - 1;
        if (squaredDistance >= squaredDistances[at]) {
            return;
        }
        for (; at > first && squaredDistances[at - 1] > squaredDistance; at--) {
            squaredDistances[at] = squaredDistances[at - 1];
            indices[at] = indices[at - 1];
        }
        squaredDistances[at] = squaredDistance;
        indices[at] = column;
    }

    /**
     * Returns the squared distance of a row to a neighbor.
     *
     * @param rank 0 for the nearest, k - 1 for the farthest
     */
    double squaredDistance(int row, int rank) {
        return squaredDistances[row * k + rank];
    }

    /** Returns the row of a neighbor; see {@link #squaredDistance}. */
    int index(int row, int rank) {
        return indices[row * k + rank];
    }
}
