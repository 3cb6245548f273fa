package wgan.evaluate.metrics;

import wgan.torch.Tensor;

/**
 * The features of images in Java, in double precision, for the exact distance of any two of them. The tensor belongs to the caller, who
 * keeps it open as long as this is used. Immutable; it can be used by several threads at the same time.
 */
final class FeatureRows {
    private final Tensor features; // (n, d)
    private final int width;
    private final double[] values; // n × d

    /** Copies the features (n, d), which {@link FeatureMatrix#require} has checked. */
    FeatureRows(Tensor features) {
        this.features = features;
        width = Math.toIntExact(features.size(1));
        values = features.toDoubleArray();
    }

    Tensor features() {
        return features;
    }

    int size() {
        return values.length / width;
    }

    /**
     * Returns the squared Euclidean distance of a row to a row of other features. It is the same in both directions, bit for bit, and 0
     * for equal rows.
     */
    double squaredDistance(int row, FeatureRows other, int otherRow) {
        int a = row * width;
        int b = otherRow * width;
        // Four sums, because each addition would wait for the previous one.
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= width - 4; i += 4) {
            sum0 += squaredDifference(a + i, other, b + i);
            sum1 += squaredDifference(a + i + 1, other, b + i + 1);
            sum2 += squaredDifference(a + i + 2, other, b + i + 2);
            sum3 += squaredDifference(a + i + 3, other, b + i + 3);
        }
        for (; i < width; i++) {
            sum0 += squaredDifference(a + i, other, b + i);
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private double squaredDifference(int index, FeatureRows other, int otherIndex) {
        double difference = values[index] - other.values[otherIndex];
        return difference * difference;
    }
}
