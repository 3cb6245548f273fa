package wgan.evaluate.metrics;

import wgan.torch.LinearAlgebra;
import wgan.torch.Tensor;

/** Computes the distances of each row of a matrix to all rows of another, without having all of them in memory. */
final class Distances {
    /** Distances that are in memory at a time: 16 MB. */
    private static final int BLOCK = 1 << 22;

    /** Receives the distances of one row. */
    @FunctionalInterface
    interface RowConsumer {
        /**
         * Called for each row in order.
         *
         * @param distances to each row of the other matrix; the array is used again for the next row
         */
        void accept(int row, float[] distances);
    }

    private Distances() {}

    /**
     * Computes the Euclidean distances of a (n, d) to b (m, d), row by row of a.
     *
     * <p>They are computed in the type of the features, since f32 takes a fraction of the time of f64. The error is some
     * thousandths where the nearest neighbors are several units apart.
     */
    static void forEachRow(Tensor a, Tensor b, RowConsumer consumer) {
        int rows = Math.toIntExact(a.size(0));
        int columns = Math.toIntExact(b.size(0));
        int rowsAtOnce = Math.max(1, BLOCK / columns);
        float[] distances = new float[columns];
        for (int first = 0; first < rows; first += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - first);
            float[] block = distances(a, first, count, b);
            for (int i = 0; i < count; i++) {
                System.arraycopy(block, i * columns, distances, 0, columns);
                consumer.accept(first + i, distances);
            }
        }
    }

    private static float[] distances(Tensor a, int first, int count, Tensor b) {
        try (Tensor some = a.narrow(0, first, count);
                Tensor distances = LinearAlgebra.cdist(some, b)) {
            return distances.toFloatArray();
        }
    }
}
