package wgan.evaluate.metrics;

import wgan.torch.DType;
import wgan.torch.Tensor;

/** Checks the features that metrics receive: a row of finite numbers for each image. */
final class FeatureMatrix {
    private FeatureMatrix() {}

    /** Checks features and returns them in f64, for metrics that subtract numbers of similar size; see {@link #require}. */
    static Tensor toF64(String metric, Tensor features, long rows) {
        require(metric, features, rows);
        return features.to(DType.F64);
    }

    /**
     * Checks features.
     *
     * @param metric the name of the metric, for the message
     * @param features (n, d)
     * @param rows the least n that the metric is defined for
     * @throws IllegalArgumentException if it is not a matrix, has fewer rows, or contains NaN or infinity
     */
    static void require(String metric, Tensor features, long rows) {
        if (features.dim() != 2 || features.size(0) < rows || features.size(1) < 1) {
            throw new IllegalArgumentException(metric + ": features are " + features
                    + ", expected a row for each of at least " + rows + " images");
        }
        if (!features.allFinite()) {
            throw new IllegalArgumentException(metric + ": features " + features
                    + " contain NaN or infinity; has the training of the generator diverged?");
        }
    }

    /** Checks that two matrices have the same number of columns. */
    static void requireSameWidth(String metric, Tensor first, Tensor second) {
        if (first.size(1) != second.size(1)) {
            throw new IllegalArgumentException(
                    metric + ": features are " + first + " and " + second + ", expected equally many columns");
        }
    }
}
