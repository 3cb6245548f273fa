package wgan.bench;

import java.util.Arrays;
import java.util.List;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;

/**
 * Measures the roofline: the milliseconds that the multiply-adds of an iteration take at the rate of the fastest of several matrix
 * products.
 */
final class Roofline implements Workload {
    private static final double NANOS_IN_MILLI = 1e6;

    private final DType dtype;
    private final long multiplyAdds;
    private final List<Product> products;

    /**
     * Prepares the matrices.
     *
     * @param dtype the type of their elements
     * @param batch images in a batch of the iteration
     */
    Roofline(DType dtype, int batch) {
        this.dtype = dtype;
        multiplyAdds = batch * MultiplyAdds.ofIteration(ImageShape.MNIST);
        products = List.of(
                new Product(1024, 1024, 1024),
                new Product(2048, 2048, 2048),
                new Product(4096, 1024, 1024),
                new Product(batch, 1024, 6272), // fc2 of the generator
                new Product(2 * batch, 3136, 1024)); // fc1 of the critic
    }

    @Override
    public String engine() {
        return "matrix products in " + dtype + ", libtorch " + LibTorch.get().version();
    }

    @Override
    public Measurement measure(int iterations) {
        double[] milliseconds = new double[iterations];
        products.forEach(Product::nanosOfMultiplyAdd);
        Arrays.setAll(
                milliseconds,
                i -> multiplyAdds
                        * products.stream()
                                .mapToDouble(Product::nanosOfMultiplyAdd)
                                .min()
                                .orElseThrow()
                        / NANOS_IN_MILLI);
        return Measurement.of(milliseconds);
    }

    @Override
    public void close() {
        products.forEach(Product::close);
    }

    /** The matrix product x · weightᵀ, as in a linear layer. */
    private final class Product {
        private final long multiplyAddsOfAll;
        private final Tensor x; // (rows, inner)
        private final Tensor weight; // (columns, inner)

        Product(int rows, int inner, int columns) {
            multiplyAddsOfAll = (long) rows * inner * columns;
            x = random(rows, inner);
            weight = random(columns, inner);
        }

        private Tensor random(int rows, int columns) {
            float[] numbers = new float[rows * columns];
            new Seed(0).stream(Purpose.NOISE, rows, columns).fillGaussian(numbers);
            try (Tensor matrix = Tensor.of(numbers, rows, columns)) {
                return matrix.to(dtype);
            }
        }

        /** Computes the product and returns the nanoseconds of one multiply-add. */
        double nanosOfMultiplyAdd() {
            long start = System.nanoTime();
            x.linear(weight, null).close();
            return (double) (System.nanoTime() - start) / multiplyAddsOfAll;
        }

        void close() {
            x.close();
            weight.close();
        }
    }
}
