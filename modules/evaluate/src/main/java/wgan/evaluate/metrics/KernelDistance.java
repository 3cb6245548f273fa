package wgan.evaluate.metrics;

import wgan.torch.LinearAlgebra;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The squared maximum mean discrepancy between two sets of features, with a polynomial kernel (Gretton et al. 2012; as a metric of
 * generators Bińkowski et al. 2018, section 4).
 *
 * <pre>
 *   k(x, y) = (x · y / d + 1)³
 *   MMD² = mean over i ≠ j of k(xᵢ, xⱼ) + mean over i ≠ j of k(yᵢ, yⱼ) - 2 · mean over i, j of k(xᵢ, yⱼ)
 * </pre>
 *
 * <p>With features of Inception v3 it is the KID. Unlike the {@link FrechetDistance} it has no bias: its mean for two samples of one
 * distribution is 0, so that it can be negative, and values of different numbers of samples compare.
 */
public final class KernelDistance {
    private static final String NAME = "kernel distance";

    /** The number of parts, from whose differences the standard error is estimated. */
    static final int PARTS = 10;

    private KernelDistance() {}

    /**
     * Computes the distance between parts of two sets: the mean over {@value #PARTS} pairs of parts, or fewer if a part would have less
     * than two rows.
     *
     * @param first (n, d), n at least 2; a part has every {@value #PARTS}th row
     * @param second (m, d), m at least 2
     * @return the mean and its standard error; the error is NaN if there is one part only
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static Estimate between(Tensor first, Tensor second) {
        try (var scope = TensorScope.open()) {
            Tensor x = FeatureMatrix.toF64(NAME, first, 2);
            Tensor y = FeatureMatrix.toF64(NAME, second, 2);
            FeatureMatrix.requireSameWidth(NAME, first, second);
            int parts = Math.clamp(Math.min(x.size(0), y.size(0)) / 2, 1, PARTS);
            double[] distances = new double[parts];
            for (int part = 0; part < parts; part++) {
                try (var ofPart = TensorScope.open()) {
                    distances[part] = ofParts(part(x, part, parts), part(y, part, parts));
                }
            }
            return Estimate.ofMean(distances);
        }
    }

    /** Returns every n-th row; rows that do not fill a part are left out. */
    private static Tensor part(Tensor x, int part, int parts) {
        long rows = x.size(0) / parts;
        return x.narrow(0, 0, rows * parts)
                .view(rows, parts, x.size(1))
                .select(1, part)
                .contiguous();
    }

    private static double ofParts(Tensor x, Tensor y) {
        return meanOfPairs(kernel(x, x)) + meanOfPairs(kernel(y, y)) - 2 * mean(kernel(x, y));
    }

    /** Returns k of each row of x and each row of y, (n, m). */
    private static Tensor kernel(Tensor x, Tensor y) {
        Tensor base = x.matmul(y.transpose(0, 1)).div((double) x.size(1)).add(1);
        return base.mul(base).mul(base);
    }

    /** Returns the mean of the elements of a square matrix that are not on its diagonal. */
    private static double meanOfPairs(Tensor kernel) {
        double n = kernel.size(0);
        return (kernel.sum().item() - LinearAlgebra.trace(kernel).item()) / (n * (n - 1));
    }

    private static double mean(Tensor kernel) {
        return kernel.sum().item() / kernel.numel();
    }
}
