package wgan.evaluate.metrics;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * The features of images in Java, for the distance of any two of them in double precision. The tensor belongs to the caller, who
 * keeps it open as long as this is used. Immutable; it can be used by several threads at the same time.
 */
final class FeatureRows {
    private final Tensor features; // (n, d)
    private final int width;
    // n × d numbers in one of them: memory that is used for the first time is slow, so f32 features take no more than
    // they must.
    private final float @Nullable [] floats;
    private final double @Nullable [] doubles;

    /** Copies the features (n, d), which {@link FeatureMatrix#require} has checked. */
    FeatureRows(Tensor features) {
        this.features = features;
        width = Math.toIntExact(features.size(1));
        boolean isF64 = features.dtype() == DType.F64;
        floats = isF64 ? null : features.toFloatArray();
        doubles = isF64 ? features.toDoubleArray() : null;
    }

    Tensor features() {
        return features;
    }

    int size() {
        return Math.toIntExact(features.size(0));
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
        double difference = value(index) - other.value(otherIndex);
        return difference * difference;
    }

    private double value(int index) {
        return floats != null ? floats[index] : requireNonNull(doubles)[index];
    }
}
