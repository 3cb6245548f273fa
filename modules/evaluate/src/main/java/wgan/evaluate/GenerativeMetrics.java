package wgan.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.evaluate.metrics.ClassifierScore;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.KernelDistance;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;

/**
 * All metrics of a set of generated images, compared with real ones.
 *
 * @param frechetClassifierDistance the {@link FrechetDistance} between their features and those of the real images, 0 or more
 * @param baselineFrechetClassifierDistance the same of as many other real images, for comparison: how far two sets of real images are
 *     from each other. It is no lower bound
 * @param kernelClassifierDistance the {@link KernelDistance} of the same features
 * @param classifierAccuracy of the classifier on the real images, in [0, 1]
 * @param classifierScore mean of {@link ClassifierScore#ofParts}, in [1, 10]
 * @param classifierScoreDeviation their standard deviation; NaN for one part
 * @param manifolds by the features of the classifier
 * @param randomManifolds by those of a network with random parameters. A classifier is trained to ignore how images of a class differ;
 *     such a network is not
 * @param classEntropyBits {@link ClassHistogram#entropyBits()}, in [0, 3.3219]
 * @param classCounts number of images by their most probable class
 * @param samples number of generated images
 * @param seed that their latent vectors are a function of
 */
public record GenerativeMetrics(
        Estimate frechetClassifierDistance,
        double baselineFrechetClassifierDistance,
        Estimate kernelClassifierDistance,
        double classifierAccuracy,
        Estimate classifierScore,
        double classifierScoreDeviation,
        PrecisionRecallDensityCoverage manifolds,
        PrecisionRecallDensityCoverage randomManifolds,
        Estimate classEntropyBits,
        List<Integer> classCounts,
        int samples,
        long seed) {
    /** Keeps a copy. */
    public GenerativeMetrics {
        classCounts = List.copyOf(classCounts);
    }

    /** Returns the metrics that have a standard error, by the names that files have. */
    private Map<String, Estimate> estimates() {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        estimates.put("frechet_classifier_distance", frechetClassifierDistance);
        estimates.put("kernel_classifier_distance", kernelClassifierDistance);
        estimates.put("classifier_score", classifierScore);
        addManifolds("", manifolds, estimates);
        addManifolds("random_", randomManifolds, estimates);
        estimates.put("class_entropy_bits", classEntropyBits);
        return estimates;
    }

    private static void addManifolds(
            String prefix, PrecisionRecallDensityCoverage manifolds, Map<String, Estimate> estimates) {
        estimates.put(prefix + "precision", manifolds.precision());
        estimates.put(prefix + "recall", manifolds.recall());
        estimates.put(prefix + "density", manifolds.density());
        estimates.put(prefix + "coverage", manifolds.coverage());
    }

    /**
     * Returns all metrics as numbers, lists and maps, for a library that writes JSON: the values by name, and under {@code intervals}
     * their 95 % confidence intervals, where they are known.
     */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        estimates().forEach((name, estimate) -> {
            map.put(name, estimate.value());
            if (!Double.isNaN(estimate.standardError())) {
                intervals.put(name, List.of(estimate.low(), estimate.high()));
            }
        });
        map.put("baseline_frechet_classifier_distance", baselineFrechetClassifierDistance);
        if (!Double.isNaN(classifierScoreDeviation)) {
            map.put("classifier_score_deviation", classifierScoreDeviation);
        }
        map.put("classifier_accuracy", classifierAccuracy);
        map.put("samples", samples);
        map.put("seed", seed);
        map.put("class_counts", classCounts);
        map.put("intervals", intervals);
        return map;
    }
}
