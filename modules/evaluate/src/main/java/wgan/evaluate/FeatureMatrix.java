package wgan.evaluate;

import wgan.torch.DType;
import wgan.torch.Tensor;

/** What every metric expects of a matrix of features: a row of finite numbers for each image. */
final class FeatureMatrix {
    private FeatureMatrix() {}

    /** The matrix in f64, for metrics that subtract numbers of about the same size; see {@link #require}. */
    static Tensor inDoubles(String metric, Tensor features, long rows) {
        require(metric, features, rows);
        return features.to(DType.F64);
    }

    /**
     * Sees to it that a metric can take the features.
     *
     * @param metric the metric's name, for the message
     * @param features (n, d)
     * @param rows the least n that the metric makes sense for
     * @throws IllegalArgumentException if it is no matrix, has fewer rows, or holds a number that is not finite
     */
    static void require(String metric, Tensor features, long rows) {
        if (features.dim() != 2 || features.size(0) < rows || features.size(1) < 1) {
            throw new IllegalArgumentException(metric + ": features are " + features
                    + ", expected a row for each of at least " + rows + " images");
        }
        if (!features.allFinite()) {
            throw new IllegalArgumentException(metric + ": features " + features
                    + " hold infinities or not-a-numbers; did the training of what drew the images diverge?");
        }
    }

    /** Sees to it that both have as many columns. */
    static void requireSameWidth(String metric, Tensor first, Tensor second) {
        if (first.size(1) != second.size(1)) {
            throw new IllegalArgumentException(
                    metric + ": features are " + first + " and " + second + ", expected as many columns in both");
        }
    }
}
