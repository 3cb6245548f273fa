package wgan.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.KernelDistance;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;

/**
 * All metrics of a set of generated images, compared with real ones.
 *
 * @param features the network whose features the distances and {@code manifolds} are computed from
 * @param frechetDistance the {@link FrechetDistance} between their features and those of the real images, 0 or more
 * @param baselineFrechetDistance the same of as many other real images, for comparison: how far two sets of real images are from each
 *     other. It is not a lower bound
 * @param kernelDistance the {@link KernelDistance} of the same features
 * @param manifolds by the same features
 * @param randomManifolds by those of a network with random parameters, beside a classifier: it is trained to ignore how images of a
 *     class differ, and such a network is not. Empty if all metrics are by such a network
 * @param classes the metrics that need classes; empty without labels
 * @param samples number of generated images
 * @param seed that their latent vectors are a function of
 */
public record GenerativeMetrics(
        FeatureExtractor features,
        Estimate frechetDistance,
        double baselineFrechetDistance,
        Estimate kernelDistance,
        PrecisionRecallDensityCoverage manifolds,
        Optional<PrecisionRecallDensityCoverage> randomManifolds,
        Optional<ClassMetrics> classes,
        int samples,
        long seed) {

    /** Returns the metrics that have a standard error, by the names that files have: a distance has the name of its features. */
    private Map<String, Estimate> estimates() {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        estimates.put("frechet_" + features + "_distance", frechetDistance);
        estimates.put("kernel_" + features + "_distance", kernelDistance);
        classes.ifPresent(metrics -> estimates.put("classifier_score", metrics.score()));
        addManifolds(features == FeatureExtractor.CLASSIFIER ? "" : features + "_", manifolds, estimates);
        randomManifolds.ifPresent(random -> addManifolds(FeatureExtractor.RANDOM + "_", random, estimates));
        classes.ifPresent(metrics -> estimates.put("class_entropy_bits", metrics.entropyBits()));
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
        map.put("features", features.toString());
        map.put("baseline_frechet_" + features + "_distance", baselineFrechetDistance);
        classes.ifPresent(metrics -> {
            if (!Double.isNaN(metrics.scoreDeviation())) {
                map.put("classifier_score_deviation", metrics.scoreDeviation());
            }
            map.put("classifier_accuracy", metrics.accuracy());
        });
        map.put("samples", samples);
        map.put("seed", seed);
        classes.ifPresent(metrics -> map.put("class_counts", metrics.counts()));
        map.put("intervals", intervals);
        return map;
    }
}
