package wgan.evaluate.metrics;

import wgan.torch.LinearAlgebra;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The squared Fréchet distance, which is the squared Wasserstein-2 distance, between two Gaussians that are fitted to two sets of
 * features (Dowson and Landau 1982; as a metric of generators Heusel et al. 2017).
 *
 * <pre>
 *   d² = |μ₁ - μ₂|² + tr(Σ₁ + Σ₂ - 2 (Σ₁ Σ₂)^½)
 * </pre>
 *
 * <p>It is 0 for equal sets and has no upper bound. With features of Inception v3 it is the FID. With features of a
 * {@link wgan.evaluate.classifier.Classifier} it is the Fréchet classifier distance, whose values compare only with each other. Few
 * samples bias it upwards: compare values of equal numbers of samples.
 */
public final class FrechetDistance {
    private static final String NAME = "Fréchet distance";

    private FrechetDistance() {}

    /**
     * Computes the distance between two sets; it is symmetric.
     *
     * @param first (n, d), n at least 2
     * @param second (m, d), m at least 2
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static double between(Tensor first, Tensor second) {
        try (var scope = TensorScope.open()) {
            Tensor x = FeatureMatrix.toF64(NAME, first, 2);
            Tensor y = FeatureMatrix.toF64(NAME, second, 2);
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
        /** Returns the one with the mean and the unbiased covariance of the rows of x (n, d). */
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
     * Computes tr (Σ₁ Σ₂)^½ without the product or its root.
     *
     * <p>With Σ₁ = A Aᵀ and Σ₂ = B Bᵀ the eigenvalues of Σ₁ Σ₂ are those of (AᵀB)(AᵀB)ᵀ, whose roots are the singular values
     * of AᵀB. So rounding cannot make one negative, and no precision is lost in squares of small numbers.
     */
    private static double traceOfRoot(Tensor first, Tensor second) {
        Tensor product = factor(first).transpose(0, 1).matmul(factor(second)); // (d, d)
        return LinearAlgebra.svdvals(product).sum().item();
    }

    /** Returns an A with A Aᵀ = Σ: the eigenvectors, each multiplied by the root of its eigenvalue. */
    private static Tensor factor(Tensor covariance) {
        LinearAlgebra.Svd svd = LinearAlgebra.svd(covariance);
        return svd.u().mul(svd.s().sqrt()); // (d, d)
    }
}
