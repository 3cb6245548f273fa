package wgan.evaluate.metrics;

import java.util.stream.IntStream;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Lower bounds of the squared distances of each row of a matrix to all rows of another, block by block.
 *
 * <pre>
 *   ‖a - b‖² = ‖a‖² + ‖b‖² - 2 a·b
 * </pre>
 *
 * <p>One product of f32 matrices, to which ‖b‖² is added, computes a block of these sums without ‖a‖². This is fast, but inexact where
 * the distance is much smaller than the norms. So a consumer uses them only to exclude the pairs that are too far apart, and computes
 * the few others exactly, by {@link FeatureRows#squaredDistance}. Its result is then that of double precision.
 *
 * <p>With u = 2⁻²⁴, any order of the d + 1 additions of a sum has an error of at most (d + 1) u (‖b‖² + 2‖a‖‖b‖) to first order (Higham
 * 2002, section 3.1); the conversion of a, b and ‖b‖² to f32 adds 4 u of the same. The bound that is subtracted is twice that. The mean
 * of the rows is subtracted from both matrices before, which makes the norms small.
 */
final class DistanceBlocks {
    /** Rows and columns of a block, which takes 4 MB: the product of a block is efficient, and it stays in the caches. */
    private static final int ROWS = 512;

    private static final int COLUMNS = 2048;

    /** The largest sum whose products cannot overflow in f32. */
    private static final double LARGEST = Float.MAX_VALUE / 4;

    /** Receives the bounds of a row, or of a part of it. */
    @FunctionalInterface
    interface RowConsumer {
        /**
         * Called by several threads at the same time for different rows. The calls for one row follow one another with increasing
         * columns.
         *
         * @param firstColumn the row of the other matrix that the first value is for
         * @param values the squared distance to column {@code firstColumn + i} is at least {@code values[from + i] + offset}, where that
         *     is not NaN
         * @param from index of the first value
         * @param count number of values
         * @param offset to be added to each value; -∞ if there is no bound
         */
        void accept(int row, int firstColumn, float[] values, int from, int count, double offset);
    }

    private DistanceBlocks() {}

    /** Computes the bounds for a (n, d) and b (m, d). */
    static void forEachRow(FeatureRows a, FeatureRows b, RowConsumer consumer) {
        int rows = a.size();
        int columns = b.size();
        float[] values = new float[Math.min(ROWS, rows) * Math.min(COLUMNS, columns)];
        try (var scope = TensorScope.open()) {
            Tensor center = b.features().mean(0).to(Device.CPU).to(DType.F64); // (d)
            Centered x = Centered.of(a.features(), center);
            Tensor minusTwice = x.values().mul(-2);
            double[] squaredNorms = x.squaredNorms().toDoubleArray();
            // Each block of b is centered once, when it is needed: a centered copy of the whole would take longer than
            // its product,
            // because memory that is used for the first time is slow.
            for (int firstColumn = 0; firstColumn < columns; firstColumn += COLUMNS) {
                int width = Math.min(COLUMNS, columns - firstColumn);
                try (var block = TensorScope.open()) {
                    Centered y = Centered.of(b.features().narrow(0, firstColumn, width), center);
                    Tensor bias = y.squaredNorms().to(DType.F32); // (width)
                    double[] offsets = offsets(squaredNorms, y);
                    for (int firstRow = 0; firstRow < rows; firstRow += ROWS) {
                        int height = Math.min(ROWS, rows - firstRow);
                        try (Tensor some = minusTwice.narrow(0, firstRow, height);
                                Tensor product = some.linear(y.values(), bias)) { // (height, width)
                            product.copyTo(values);
                        }
                        accept(consumer, firstRow, height, firstColumn, width, values, offsets);
                    }
                }
            }
        }
    }

    /** Passes the rows of a block to the consumer, on as many threads as libtorch uses. */
    private static void accept(
            RowConsumer consumer,
            int firstRow,
            int height,
            int firstColumn,
            int width,
            float[] values,
            double[] offsets) {
        int threads = LibTorch.get().threads();
        IntStream.range(0, threads).parallel().forEach(thread -> {
            for (int i = height * thread / threads; i < height * (thread + 1) / threads; i++) {
                consumer.accept(firstRow + i, firstColumn, values, i * width, width, offsets[firstRow + i]);
            }
        });
    }

    /**
     * Features about a center.
     *
     * @param values (n, d), f32
     * @param squaredNorms (n), f64
     */
    private record Centered(Tensor values, Tensor squaredNorms) {
        static Centered of(Tensor features, Tensor center) {
            Tensor shifted = features.to(Device.CPU).to(DType.F64).sub(center);
            return new Centered(shifted.to(DType.F32), shifted.mul(shifted).sum(1));
        }
    }

    /** Returns ‖a‖² less the bound of the error, for each row of a. */
    private static double[] offsets(double[] squaredNorms, Centered b) {
        double largest = b.squaredNorms().max().item();
        long width = b.values().size(1);
        double[] offsets = new double[squaredNorms.length];
        for (int row = 0; row < offsets.length; row++) {
            double sum = largest + 2 * Math.sqrt(largest * squaredNorms[row]);
            // The second term is for products that are too small for a normal float.
            double error = (width + 5) * (Math.ulp(1f) * sum + Float.MIN_NORMAL);
            offsets[row] = sum < LARGEST ? squaredNorms[row] - error : Double.NEGATIVE_INFINITY;
        }
        return offsets;
    }
}
