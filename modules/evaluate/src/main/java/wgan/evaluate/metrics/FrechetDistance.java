package wgan.evaluate.metrics;

import java.util.Arrays;
import java.util.List;
import wgan.torch.DType;
import wgan.torch.LinearAlgebra;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.torch.TorchException;

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

    /** Smaller singular values, relative to the greatest, are rounding errors. */
    private static final double NO_VARIANCE = 1e-10;

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
            Gaussian x = Gaussian.of(first);
            Gaussian y = Gaussian.of(second);
            FeatureMatrix.requireSameWidth(NAME, first, second);
            return between(x, y);
        }
    }

    /**
     * A normal distribution; its tensors belong to the scope that was open.
     *
     * @param mean μ, (d)
     * @param covariance Σ, (d, d)
     * @param factor an A with A Aᵀ = Σ, (d, d)
     */
    public record Gaussian(Tensor mean, Tensor covariance, Tensor factor) implements AutoCloseable {
        Gaussian(Tensor mean, Tensor covariance) {
            this(mean, covariance, factorOf(covariance));
        }

        /**
         * Returns the one with the mean and the unbiased covariance of the rows of a matrix.
         *
         * @param features (n, d), n at least 2
         * @throws IllegalArgumentException if they have another shape, or contain NaN or infinity
         */
        public static Gaussian of(Tensor features) {
            try (var scope = TensorScope.open()) {
                Tensor x = FeatureMatrix.toF64(NAME, features, 2);
                Gaussian gaussian =
                        new Gaussian(x.mean(0), LinearAlgebra.cov(x.t()).view(x.size(1), x.size(1)));
                gaussian.tensors().forEach(Tensor::promote);
                return gaussian;
            }
        }

        /** Returns this one, which the caller closes: its tensors belong to no scope any more. */
        public Gaussian removeFromScope() {
            tensors().forEach(Tensor::removeFromScope);
            return this;
        }

        /** Returns A: the eigenvectors, each multiplied by the root of its eigenvalue. */
        private static Tensor factorOf(Tensor covariance) {
            LinearAlgebra.Svd svd = LinearAlgebra.svd(covariance);
            return svd.u().mul(svd.s().sqrt()); // (d, d)
        }

        private List<Tensor> tensors() {
            return List.of(mean, covariance, factor);
        }

        /** Releases the tensors. */
        @Override
        public void close() {
            tensors().forEach(Tensor::close);
        }
    }

    /**
     * Computes the distance between two normal distributions; it is symmetric.
     *
     * @throws TorchException if they have different dimensions
     */
    public static double between(Gaussian first, Gaussian second) {
        try (var scope = TensorScope.open()) {
            Tensor shift = first.mean().sub(second.mean()); // (d)
            double spread = LinearAlgebra.trace(first.covariance()).item()
                    + LinearAlgebra.trace(second.covariance()).item()
                    - 2 * traceOfRoot(first, second);
            return shift.mul(shift).sum().item() + spread;
        }
    }

    /**
     * Computes the distance between two sets with its standard error, by the influence of each row on the distance (the infinitesimal
     * jackknife: Efron 1982, chapter 6; the influence of a row is a derivative of the distance, by Olkin and Pukelsheim 1982).
     *
     * <pre>
     *   influence of a row x of set 2:  2 (μ₂ - μ₁) · (x - μ₂) + (x - μ₂)ᵀ (I - T) (x - μ₂) - constant
     *   T = Σ₁^½ (Σ₁^½ Σ₂ Σ₁^½)^-½ Σ₁^½
     *   standard error² = variance over set 1 / n + variance over set 2 / m
     * </pre>
     *
     * <p>It is the limit of the bootstrap's, which would need hundreds of decompositions. It does not contain the bias of the distance.
     *
     * @param first (n, d), n at least 2
     * @param ofFirst fitted to it
     * @param second (m, d), m at least 2
     * @param ofSecond fitted to it
     */
    public static Estimate estimate(Tensor first, Gaussian ofFirst, Tensor second, Gaussian ofSecond) {
        try (var scope = TensorScope.open()) {
            // Σ₁ = A Aᵀ, Σ₂ = B Bᵀ, AᵀB = U S Vᵀ
            Tensor a = ofFirst.factor();
            Tensor b = ofSecond.factor();
            LinearAlgebra.Svd svd = LinearAlgebra.svd(a.transpose(0, 1).matmul(b));
            Tensor inverse = inverse(svd.s());
            Tensor toSecond = map(b.matmul(svd.vh().transpose(0, 1)), inverse);
            Tensor toFirst = map(a.matmul(svd.u()), inverse);
            double variance = varianceOfInfluence(first, ofFirst, ofSecond, toSecond) / first.size(0)
                    + varianceOfInfluence(second, ofSecond, ofFirst, toFirst) / second.size(0);
            return new Estimate(between(ofFirst, ofSecond), Math.sqrt(variance));
        }
    }

    /**
     * Returns the variance over the rows of one set of their influence.
     *
     * @param map T, (d, d), from this set to the other
     */
    private static double varianceOfInfluence(Tensor features, Gaussian own, Gaussian other, Tensor map) {
        Tensor x = features.to(DType.F64).sub(own.mean()); // (n, d)
        Tensor shift = own.mean().sub(other.mean()).mul(2); // (d)
        Tensor change = x.sub(x.matmul(map)); // (n, d): (I - T) (x - μ)
        return Estimate.variance(change.add(shift).mul(x).sum(1).toDoubleArray());
    }

    /**
     * Returns T, (d, d), the linear map of one normal distribution to another with the least mean squared distance. To Σ₁ it is
     * A U S⁻¹ Uᵀ Aᵀ, to Σ₂ it is B V S⁻¹ Vᵀ Bᵀ.
     *
     * @param rotated A U or B V, (d, d)
     * @param inverse the diagonal of S⁻¹, (d)
     */
    private static Tensor map(Tensor rotated, Tensor inverse) {
        return rotated.mul(inverse).matmul(rotated.transpose(0, 1));
    }

    /** Returns the reciprocals of singular values in descending order; 0 for directions in which there is no variance. */
    private static Tensor inverse(Tensor singularValues) {
        double[] s = singularValues.toDoubleArray();
        double least = NO_VARIANCE * s[0];
        return Tensor.of(
                Arrays.stream(s).map(value -> value > least ? 1 / value : 0).toArray(), s.length);
    }

    /**
     * Computes tr (Σ₁ Σ₂)^½ without the product or its root.
     *
     * <p>With Σ₁ = A Aᵀ and Σ₂ = B Bᵀ the eigenvalues of Σ₁ Σ₂ are those of (AᵀB)(AᵀB)ᵀ, whose roots are the singular values
     * of AᵀB. So rounding cannot make one negative, and no precision is lost in squares of small numbers.
     */
    private static double traceOfRoot(Gaussian first, Gaussian second) {
        Tensor product = first.factor().transpose(0, 1).matmul(second.factor()); // (d, d)
        return LinearAlgebra.svdvals(product).sum().item();
    }
}
