package wgan.evaluate.metrics;

import java.util.Arrays;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The k-nearest-neighbor estimate of the region where the features of a set of images lie (Kynkäänniemi et al. 2019, section 2): the
 * union of balls around each image's features, each of which extends to the k-th nearest other image.
 *
 * <p>The features belong to the caller, who keeps them open as long as this is used. It is immutable, and can be used by several
 * threads at the same time.
 */
public final class Manifold {
    private final Tensor features;
    private final int k;
    private final float[] radii;

    private Manifold(Tensor features, int k, float[] radii) {
        this.features = features;
        this.k = k;
        this.radii = radii;
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
        float[] radii = new float[Math.toIntExact(features.size(0))];
        float[] nearest = new float[k];
        try (var scope = TensorScope.open()) {
            Distances.forEachRow(features, features, (row, distances) -> {
                distances[row] = Float.POSITIVE_INFINITY; // an image is not its own neighbor
                radii[row] = smallest(distances, nearest);
            });
        }
        return new Manifold(features, k, radii);
    }

    /** Returns the k-th smallest of the values; {@code kept} has room for k of them. */
    private static float smallest(float[] values, float[] kept) {
        int last = kept.length - 1;
        Arrays.fill(kept, Float.POSITIVE_INFINITY);
        for (float value : values) {
            if (value < kept[last]) {
                int at = last;
                for (; at > 0 && kept[at - 1] > value; at--) {
                    kept[at] = kept[at - 1];
                }
                kept[at] = value;
            }
        }
        return kept[last];
    }

    /**
     * Counts the balls that contain each of some images. The mean of these counts, divided by k, is the density.
     *
     * @param others (m, d), features of the images
     * @return m counts, from 0 to n
     * @throws IllegalArgumentException if the features have another shape, or contain NaN or infinity
     */
    public int[] ballsContaining(Tensor others) {
        FeatureMatrix.require(PrecisionRecallDensityCoverage.NAME, others, 1);
        FeatureMatrix.requireSameWidth(PrecisionRecallDensityCoverage.NAME, features, others);
        int[] balls = new int[Math.toIntExact(others.size(0))];
        try (var scope = TensorScope.open()) {
            Distances.forEachRow(features, others, (row, distances) -> {
                for (int i = 0; i < distances.length; i++) {
                    balls[i] += distances[i] <= radii[row] ? 1 : 0;
                }
            });
        }
        return balls;
    }

    Tensor features() {
        return features;
    }

    int k() {
        return k;
    }

    int size() {
        return radii.length;
    }

    float radius(int image) {
        return radii[image];
    }
}
