package wgan.report.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.FeatureExtractor;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.MetricRange;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;

/** A metric of a generator by which runs are compared. Images without labels do not have all of them. */
public enum Metric {
    /** See {@link GenerativeMetrics#frechetDistance()}. */
    FRECHET_DISTANCE(2),
    /** See {@link GenerativeMetrics#kernelDistance()}. */
    KERNEL_DISTANCE(3),
    /** See {@link ClassMetrics#score()}. */
    CLASSIFIER_SCORE(2),
    /** See {@link PrecisionRecallDensityCoverage}. */
    PRECISION(3),
    /** See {@link PrecisionRecallDensityCoverage}. */
    RECALL(3),
    /** See {@link PrecisionRecallDensityCoverage}. */
    DENSITY(3),
    /** See {@link PrecisionRecallDensityCoverage}. */
    COVERAGE(3),
    /**
     * The coverage by the features of a network with random parameters, beside that by a classifier: see {@link
     * GenerativeMetrics#randomManifolds()}.
     */
    RANDOM_COVERAGE(3),
    /**
     * The entropy of the classes that a classifier assigns to the images, in bits. It is best if it is that of real images, whose classes
     * need not be equally frequent.
     */
    CLASS_ENTROPY(3);

    private final int decimals;

    Metric(int decimals) {
        this.decimals = decimals;
    }

    /** Returns the metrics that there are. */
    public static List<Metric> in(GenerativeMetrics metrics) {
        return Stream.of(values())
                .filter(metric -> metric.find(metrics).isPresent())
                .toList();
    }

    /** Returns its value and standard error; empty if there is none without labels. */
    public Optional<Estimate> find(GenerativeMetrics metrics) {
        return switch (this) {
            case FRECHET_DISTANCE -> Optional.of(metrics.frechetDistance());
            case CLASSIFIER_SCORE -> metrics.classes().map(ClassMetrics::score);
            case KERNEL_DISTANCE -> Optional.of(metrics.kernelDistance());
            case PRECISION -> Optional.of(metrics.manifolds().precision());
            case RECALL -> Optional.of(metrics.manifolds().recall());
            case DENSITY -> Optional.of(metrics.manifolds().density());
            case COVERAGE -> Optional.of(metrics.manifolds().coverage());
            case RANDOM_COVERAGE -> metrics.randomManifolds().map(PrecisionRecallDensityCoverage::coverage);
            case CLASS_ENTROPY -> metrics.classes().map(ClassMetrics::entropyBits);
        };
    }

    /**
     * Returns its value and standard error.
     *
     * @throws IllegalArgumentException if there is none without labels
     */
    public Estimate of(GenerativeMetrics metrics) {
        return find(metrics)
                .orElseThrow(() -> new IllegalArgumentException(
                        "metric: the images have no labels, expected labels for " + lowerCase()));
    }

    /** Returns its name in files; that of a distance and that of a fraction of neighbors name their features, as metrics do. */
    public String key(FeatureExtractor features) {
        return switch (this) {
            case FRECHET_DISTANCE -> "frechet_" + features + "_distance";
            case KERNEL_DISTANCE -> "kernel_" + features + "_distance";
            case PRECISION, RECALL, DENSITY, COVERAGE ->
                features == FeatureExtractor.CLASSIFIER ? lowerCase() : features + "_" + lowerCase();
            case CLASSIFIER_SCORE, RANDOM_COVERAGE, CLASS_ENTROPY -> lowerCase();
        };
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the decimals that it is reported with. */
    public int decimals() {
        return decimals;
    }

    /** Returns the values that it can have for images of some classes. */
    public MetricRange range(int classes) {
        return switch (this) {
            case FRECHET_DISTANCE, DENSITY -> MetricRange.NOT_NEGATIVE;
            case KERNEL_DISTANCE -> MetricRange.UNLIMITED;
            case CLASSIFIER_SCORE -> MetricRange.ofScore(classes);
            case PRECISION, RECALL, COVERAGE, RANDOM_COVERAGE -> MetricRange.FRACTION;
            case CLASS_ENTROPY -> MetricRange.ofEntropy(classes);
        };
    }

    /**
     * Returns the group with the best value, and all that are not significantly different from it; none if that holds for all.
     *
     * @param real the metrics of real images
     */
    public List<RunGroup> best(List<RunGroup> groups, GenerativeMetrics real) {
        double goal = this == CLASS_ENTROPY ? of(real).value() : 1;
        Estimate best = groups.stream()
                .map(group -> group.of(this))
                .min(Comparator.comparingDouble(estimate -> loss(estimate, goal)))
                .orElseThrow();
        List<RunGroup> equal =
                groups.stream().filter(group -> group.of(this).overlaps(best)).toList();
        return equal.size() == groups.size() ? List.of() : equal;
    }

    /**
     * Returns a number that is least for the best value.
     *
     * @param goal of the metrics that are best at a value, and not as low or as high as possible
     */
    private double loss(Estimate estimate, double goal) {
        double value = estimate.value();
        return switch (this) {
            case FRECHET_DISTANCE, KERNEL_DISTANCE -> value;
            case DENSITY, CLASS_ENTROPY -> Math.abs(value - goal);
            case CLASSIFIER_SCORE, PRECISION, RECALL, COVERAGE, RANDOM_COVERAGE -> -value;
        };
    }
}
