package wgan.report.analysis;

import java.util.List;
import wgan.evaluate.GenerativeMetrics;

/** A metric of a generator by which runs are compared. */
public enum Metric {
    /** See {@link GenerativeMetrics#frechetClassifierDistance()}. */
    FRECHET_CLASSIFIER_DISTANCE(2),
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
    /** The entropy of the classes that a classifier assigns to the images, in bits. */
    CLASS_ENTROPY(3);

    private final int decimals;

    Metric(int decimals) {
        this.decimals = decimals;
    }

    /** Returns its value. */
    public double of(GenerativeMetrics metrics) {
        return switch (this) {
            case FRECHET_CLASSIFIER_DISTANCE -> metrics.frechetClassifierDistance();
            case CLASSIFIER_SCORE -> metrics.classifierScore();
            case PRECISION -> metrics.precision();
            case RECALL -> metrics.recall();
            case DENSITY -> metrics.density();
            case COVERAGE -> metrics.coverage();
            case CLASS_ENTROPY -> metrics.classEntropyBits();
        };
    }

    /** Returns the decimals that it is reported with. */
    public int decimals() {
        return decimals;
    }

    /** Returns the runs with the best value as it is reported; none if all runs have the same. */
    public List<LabeledRun> best(List<LabeledRun> runs) {
        if (allEqual(runs)) {
            return List.of();
        }
        double least = runs.stream().mapToDouble(this::loss).min().orElseThrow();
        List<Double> values = runs.stream()
                .filter(run -> loss(run) == least)
                .map(run -> of(run.metrics()))
                .toList();
        return runs.stream()
                .filter(run -> values.stream()
                        .anyMatch(value -> ReportedPrecision.areEqual(value, of(run.metrics()), decimals)))
                .toList();
    }

    private boolean allEqual(List<LabeledRun> runs) {
        double first = of(runs.getFirst().metrics());
        return runs.stream().allMatch(run -> ReportedPrecision.areEqual(first, of(run.metrics()), decimals));
    }

    /** Returns a number that is least for the best value. */
    private double loss(LabeledRun run) {
        double value = of(run.metrics());
        return switch (this) {
            case FRECHET_CLASSIFIER_DISTANCE -> value;
            case DENSITY -> Math.abs(value - 1);
            case CLASSIFIER_SCORE, PRECISION, RECALL, COVERAGE, CLASS_ENTROPY -> -value;
        };
    }
}
