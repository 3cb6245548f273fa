package wgan.evaluate;

import wgan.torch.LinearAlgebra;
import wgan.torch.Tensor;

/** The distances of each row of a matrix to all rows of another, without ever holding them all. */
final class Distances {
    /** Distances that are in memory at once: 16 MB. */
    private static final int BLOCK = 1 << 22;

    /** Looks at one row's distances. */
    @FunctionalInterface
    interface Row {
        /**
         * Called for each row in order.
         *
         * @param distances to each row of the other matrix; the array is used again for the next row
         */
        void accept(int row, float[] distances);
    }

    private Distances() {}

    /**
     * Works out the Euclidean distances of a (n, d) to b (m, d), row by row of a.
     *
     * <p>They are computed in the type of the features, since f32 takes a fraction of the time of f64. It is off by some
     * thousandths where neighbours are several units apart.
     */
    static void forEachRow(Tensor a, Tensor b, Row reader) {
        int rows = Math.toIntExact(a.size(0));
        int columns = Math.toIntExact(b.size(0));
        int rowsAtOnce = Math.max(1, BLOCK / columns);
        float[] distances = new float[columns];
        for (int first = 0; first < rows; first += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows - first);
            float[] block = distances(a, first, count, b);
            for (int i = 0; i < count; i++) {
                System.arraycopy(block, i * columns, distances, 0, columns);
                reader.accept(first + i, distances);
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
