package wgan.evaluate.metrics;

import wgan.torch.Tensor;

/**
 * The k-nearest-neighbor estimate of the region where the features of a set of images lie (Kynkäänniemi et al. 2019, section 2): the
 * union of balls around each image's features, each of which extends to the k-th nearest other image.
 *
 * <p>The features belong to the caller, who keeps them open as long as this is used. It is immutable, and can be used by several
 * threads at the same time.
 */
public final class Manifold {
    private final FeatureRows rows;
    private final int k;
    private final double[] squaredRadii;

    private Manifold(FeatureRows rows, int k, double[] squaredRadii) {
        this.rows = rows;
        this.k = k;
        this.squaredRadii = squaredRadii;
    }

    /**
     * Computes the radii of the balls, from n² distances.
     *
     * @param features (n, d), n above k
     * @param k the number of the neighbor that a ball extends to, from 1 on
     * @throws IllegalArgumentException if k is less than 1, or the features have another shape, or contain NaN or infinity
     */
    public static Manifold of(Tensor features, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("manifold: k is " + k + ", expected 1 or more");
        }
        FeatureMatrix.require(PrecisionRecallDensityCoverage.NAME, features, k + 1L);
        FeatureRows rows = new FeatureRows(features);
        NearestNeighbors neighbors = NearestNeighbors.others(rows, k);
        double[] squaredRadii = new double[rows.size()];
        for (int row = 0; row < squaredRadii.length; row++) {
            squaredRadii[row] = neighbors.squaredDistance(row, k - 1);
        }
        return new Manifold(rows, k, squaredRadii);
    }

    /**
     * Returns the manifold whose radii have been computed before.
     *
     * @param features (n, d)
     * @param k the number of the neighbor that a ball extends to
     * @param squaredRadii those of the manifold that {@link #of(Tensor, int)} returns, n of them
     * @throws IllegalArgumentException if their number is another
     */
    public static Manifold of(Tensor features, int k, double[] squaredRadii) {
        if (squaredRadii.length != features.size(0)) {
            throw new IllegalArgumentException("manifold: " + squaredRadii.length + " radii for features " + features
                    + ", expected one for each row");
        }
        return new Manifold(new FeatureRows(features), k, squaredRadii.clone());
    }

    /** Returns the squared radius of each ball. */
    public double[] squaredRadii() {
        return squaredRadii.clone();
    }

    FeatureRows rows() {
        return rows;
    }

    int k() {
        return k;
    }

    int size() {
        return squaredRadii.length;
    }

    double squaredRadius(int image) {
        return squaredRadii[image];
    }
}
