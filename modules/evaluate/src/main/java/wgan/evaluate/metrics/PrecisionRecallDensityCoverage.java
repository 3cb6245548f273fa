package wgan.evaluate.metrics;

import wgan.torch.Tensor;

/**
 * Four metrics of how well the region of the generated images agrees with that of the real ones. Each region is a
 * {@link Manifold}: a union of balls.
 *
 * @param precision the fraction of generated images that are in a ball of a real one: the quality of the samples (Kynkäänniemi et al.
 *     2019, section 2), in [0, 1]
 * @param recall the fraction of real images that are in a ball of a generated one: the variety of the samples (the same section), in [0, 1]
 * @param density the mean number of real images' balls that a generated one is in, divided by k (Naeem et al. 2020, section 3). Unlike
 *     precision it is not raised by one outlier with a large ball. 0 or more, and 1 where both sets have one distribution
 * @param coverage the fraction of real images whose ball contains a generated one (the same section), in [0, 1]
 */
public record PrecisionRecallDensityCoverage(Estimate precision, Estimate recall, Estimate density, Estimate coverage) {
    /**
     * k, the neighbor that a ball extends to. Naeem et al. choose it so that the coverage of a perfect generator is above 0.95: it is
     * 1 - 2⁻ᵏ for large sets of one size, 0.97 for 5. Kynkäänniemi et al. use 3, with which precision and recall are lower.
     */
    public static final int NEIGHBORS = 5;

    static final String NAME = "precision, recall, density and coverage";

    /**
     * Computes the four metrics with balls that extend to the {@value #NEIGHBORS}th neighbor. It computes n² + m² + nm distances,
     * which takes about a second for n = m = 10,000.
     *
     * @param real (n, d), n above {@value #NEIGHBORS}
     * @param generated (m, d), m above {@value #NEIGHBORS}
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static PrecisionRecallDensityCoverage of(Tensor real, Tensor generated) {
        return of(Manifold.of(real, NEIGHBORS), generated);
    }

    /**
     * Computes the four metrics for real images whose manifold has been computed before.
     *
     * @param generated (m, d), m above the manifold's k
     * @throws IllegalArgumentException if they have another shape, or contain NaN or infinity
     */
    public static PrecisionRecallDensityCoverage of(Manifold real, Tensor generated) {
        return ManifoldComparison.of(real, Manifold.of(generated, real.k())).metrics();
    }
}
