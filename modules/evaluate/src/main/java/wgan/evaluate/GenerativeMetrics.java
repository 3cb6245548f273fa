package wgan.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.evaluate.metrics.ClassifierScore;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;

/**
 * All metrics of a set of generated images.
 *
 * @param frechetClassifierDistance the {@link FrechetDistance} between their features and those of the real images, 0 or more
 * @param realFrechetClassifierDistance the same between two halves of the real images: a value that no generator can be expected to
 *     get below. It is biased upwards, since the halves are smaller than the whole
 * @param classifierAccuracy of the classifier on the real images, in [0, 1]
 * @param classifierScore {@link ClassifierScore}, in [1, 10]
 * @param precision see {@link PrecisionRecallDensityCoverage}
 * @param recall see {@link PrecisionRecallDensityCoverage}
 * @param density see {@link PrecisionRecallDensityCoverage}
 * @param coverage see {@link PrecisionRecallDensityCoverage}
 * @param classEntropyBits {@link ClassHistogram#entropyBits()}, in [0, 3.3219]
 * @param classCounts number of images by their most probable class
 * @param criticEstimate the critic's estimate of the Wasserstein distance, up to a factor; null without a critic
 * @param samples number of generated images
 * @param seed that their latent vectors are a function of
 */
public record GenerativeMetrics(
        double frechetClassifierDistance,
        double realFrechetClassifierDistance,
        double classifierAccuracy,
        double classifierScore,
        double precision,
        double recall,
        double density,
        double coverage,
        double classEntropyBits,
        List<Integer> classCounts,
        @Nullable Double criticEstimate,
        int samples,
        long seed) {
    /** Keeps a copy. */
    public GenerativeMetrics {
        classCounts = List.copyOf(classCounts);
    }

    /** Returns these metrics with the critic's estimate, or without one. */
    public GenerativeMetrics withCriticEstimate(@Nullable Double estimate) {
        return new GenerativeMetrics(
                frechetClassifierDistance,
                realFrechetClassifierDistance,
                classifierAccuracy,
                classifierScore,
                precision,
                recall,
                density,
                coverage,
                classEntropyBits,
                classCounts,
                estimate,
                samples,
                seed);
    }
}
