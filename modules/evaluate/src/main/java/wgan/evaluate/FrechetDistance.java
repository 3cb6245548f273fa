package wgan.evaluate;

import wgan.torch.LinearAlgebra;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The squared Fréchet (Wasserstein-2) distance of two Gaussians that are fitted to two sets of features (Dowson and Landau
 * 1982; as a measure of generators Heusel et al. 2017).
 *
 * <pre>
 *   d² = |μ₁ - μ₂|² + tr(Σ₁ + Σ₂ - 2 (Σ₁ Σ₂)^½)
 * </pre>
 *
 * <p>0 for equal sets, unbounded above. With features of Inception v3 it is known as FID; ours are of another network, so its
 * figures are called MNIST-FD and compare with each other only. Few samples make it greater than it is: compare figures of
 * equal numbers of samples.
 */
public final class FrechetDistance {
    private static final String NAME = "Fréchet distance";

    private FrechetDistance() {}

    /**
     * The distance of two sets, the same in either order.
     *
     * @param first (n, d), n at least 2
     * @param second (m, d), m at least 2
     * @throws IllegalArgumentException if they are anything else, or hold a number that is not finite
     */
    public static double between(Tensor first, Tensor second) {
        try (var scope = TensorScope.open()) {
            Tensor x = FeatureMatrix.inDoubles(NAME, first, 2);
            Tensor y = FeatureMatrix.inDoubles(NAME, second, 2);
            FeatureMatrix.requireSameWidth(NAME, first, second);
            return between(Gaussian.of(x), Gaussian.of(y));
        }
    }

    /**
     * A normal distribution.
     *
     * @param mean μ, (d)
     * @param covariance Σ, (d, d)
     */
    record Gaussian(Tensor mean, Tensor covariance) {
        /** The one with the mean and the unbiased covariance of the rows of x (n, d). */
        static Gaussian of(Tensor x) {
            return new Gaussian(x.mean(0), LinearAlgebra.cov(x.t()).view(x.size(1), x.size(1)));
        }
    }

    static double between(Gaussian first, Gaussian second) {
        Tensor shift = first.mean().sub(second.mean()); // (d)
        double spread = LinearAlgebra.trace(first.covariance()).item()
                + LinearAlgebra.trace(second.covariance()).item()
                - 2 * traceOfRoot(first.covariance(), second.covariance());
        return shift.mul(shift).sum().item() + spread;
    }

    /**
     * tr (Σ₁ Σ₂)^½, without the product or its root.
     *
     * <p>With Σ₁ = A Aᵀ and Σ₂ = B Bᵀ the eigenvalues of Σ₁ Σ₂ are those of (AᵀB)(AᵀB)ᵀ, whose roots are the singular values
     * of AᵀB. So nothing negative can come from rounding, and no precision is lost in squares of small numbers.
     */
    private static double traceOfRoot(Tensor first, Tensor second) {
        Tensor product = factor(first).transpose(0, 1).matmul(factor(second)); // (d, d)
        return LinearAlgebra.svdvals(product).sum().item();
    }

    /** An A with A Aᵀ = Σ: the eigenvectors, each times the root of its eigenvalue. */
    private static Tensor factor(Tensor covariance) {
        LinearAlgebra.Svd svd = LinearAlgebra.svd(covariance);
        return svd.u().mul(svd.s().sqrt()); // (d, d)
    }
}
