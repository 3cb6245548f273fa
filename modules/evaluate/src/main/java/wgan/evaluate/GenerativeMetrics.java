package wgan.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good a set of generated images is.
 *
 * @param frechetDistance of their features to the real ones': {@link FrechetDistance}, 0 or more
 * @param frechetFloor the same of one half of the real images to the other, which no generator can be expected to get below;
 *     somewhat high, as the halves are smaller than the whole
 * @param classifierAccuracy of the classifier behind all these figures, on the real images, 0 to 1
 * @param classifierScore {@link ClassifierScore}, 1 to 10
 * @param precision see {@link PrecisionRecallDensityCoverage}
 * @param recall see {@link PrecisionRecallDensityCoverage}
 * @param density see {@link PrecisionRecallDensityCoverage}
 * @param coverage see {@link PrecisionRecallDensityCoverage}
 * @param classEntropyBits {@link ClassHistogram#entropyBits()}, 0 to 3.3219
 * @param classCounts how many images were taken for each class
 * @param criticEstimate the critic's own estimate of the Wasserstein distance, up to a factor; null without a critic
 * @param samples how many generated images there were
 * @param seed what they were drawn with
 */
public record GenerativeMetrics(
        double frechetDistance,
        double frechetFloor,
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

    /** The same, with the critic's estimate, or without one. */
    public GenerativeMetrics withCriticEstimate(@Nullable Double estimate) {
        return new GenerativeMetrics(
                frechetDistance,
                frechetFloor,
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
