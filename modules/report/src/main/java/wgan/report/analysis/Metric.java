package wgan.report.analysis;

import java.util.Comparator;
import java.util.List;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.Estimate;

/** A metric of a generator by which runs are compared. */
public enum Metric {
    /** See {@link GenerativeMetrics#frechetClassifierDistance()}. */
    FRECHET_CLASSIFIER_DISTANCE(2),
    /** See {@link GenerativeMetrics#kernelClassifierDistance()}. */
    KERNEL_CLASSIFIER_DISTANCE(3),
    /** See {@link GenerativeMetrics#classifierScore()}. */
    CLASSIFIER_SCORE(2),
    /** See {@link wgan.evaluate.metrics.PrecisionRecallDensityCoverage}. */
    PRECISION(3),
    /** See {@link wgan.evaluate.metrics.PrecisionRecallDensityCoverage}. */
    RECALL(3),
    /** See {@link wgan.evaluate.metrics.PrecisionRecallDensityCoverage}. */
    DENSITY(3),
    /** See {@link wgan.evaluate.metrics.PrecisionRecallDensityCoverage}. */
    COVERAGE(3),
    /** The coverage by the features of a network with random parameters: see {@link GenerativeMetrics#randomManifolds()}. */
    RANDOM_COVERAGE(3),
    /** The entropy of the classes that a classifier assigns to the images, in bits. */
    CLASS_ENTROPY(3);

    private final int decimals;

    Metric(int decimals) {
        this.decimals = decimals;
    }

    /** Returns its value and standard error. */
    public Estimate of(GenerativeMetrics metrics) {
        return switch (this) {
            case FRECHET_CLASSIFIER_DISTANCE -> metrics.frechetClassifierDistance();
            case CLASSIFIER_SCORE -> metrics.classifierScore();
            case KERNEL_CLASSIFIER_DISTANCE -> metrics.kernelClassifierDistance();
            case PRECISION -> metrics.manifolds().precision();
            case RECALL -> metrics.manifolds().recall();
            case DENSITY -> metrics.manifolds().density();
            case COVERAGE -> metrics.manifolds().coverage();
            case RANDOM_COVERAGE -> metrics.randomManifolds().coverage();
            case CLASS_ENTROPY -> metrics.classEntropyBits();
        };
    }

    /** Returns the decimals that it is reported with. */
    public int decimals() {
        return decimals;
    }

    /** Returns the group with the best value, and all that are not significantly different from it; none if that holds for all. */
    public List<RunGroup> best(List<RunGroup> groups) {
        Estimate best = groups.stream()
                .map(group -> group.of(this))
                .min(Comparator.comparingDouble(this::loss))
                .orElseThrow();
        List<RunGroup> equal =
                groups.stream().filter(group -> group.of(this).overlaps(best)).toList();
        return equal.size() == groups.size() ? List.of() : equal;
    }

    /** Returns a number that is least for the best value. */
    private double loss(Estimate estimate) {
        double value = estimate.value();
        return switch (this) {
            case FRECHET_CLASSIFIER_DISTANCE, KERNEL_CLASSIFIER_DISTANCE -> value;
            case DENSITY -> Math.abs(value - 1);
            case CLASSIFIER_SCORE, PRECISION, RECALL, COVERAGE, RANDOM_COVERAGE, CLASS_ENTROPY -> -value;
        };
    }
}
