package wgan.report.analysis;

import java.util.List;
import java.util.stream.IntStream;
import wgan.evaluate.GenerativeMetrics;

/** The kinds of mode collapse: a generator covers the variety of the real images, or has collapsed to a part of it. */
public enum ModeCollapse {
    /** There are fewer classes: their entropy is {@link #MISSING_BITS} or more below that of real images. */
    FEW_CLASSES,
    /** Some classes are almost missing; the others are even enough. */
    MISSING_CLASSES,
    /** The images resemble real ones, but few of them: precision is high, and coverage or recall is low. */
    WITHIN_CLASSES,
    /** Coverage is low, and so is precision: the images do not resemble real ones, whether they are varied or not. */
    UNDETERMINED,
    /** No metric shows a collapse. */
    NONE;

    /** The entropy that is lost with half of the classes, if they are equally frequent. */
    public static final double MISSING_BITS = 1;

    /** A class is almost missing below this fraction of its frequency among real images. */
    public static final double LEAST_FREQUENCY = 0.1;

    /** Below this coverage, three in four real images have no generated image near. */
    public static final double LEAST_COVERAGE = 0.25;

    /** Below this recall, nine in ten real images are outside the generated ones. */
    public static final double LEAST_RECALL = 0.1;

    /** Below this precision, less than half of the generated images are near real ones, and coverage is no measure of variety. */
    public static final double LEAST_PRECISION = 0.5;

    /**
     * Decides by the metrics of a generator.
     *
     * @param metrics of its images
     * @param real of real images
     */
    public static ModeCollapse of(GenerativeMetrics metrics, GenerativeMetrics real) {
        double coverage = metrics.manifolds().coverage().value();
        if (metrics.manifolds().precision().value() < LEAST_PRECISION) {
            return coverage < LEAST_COVERAGE ? UNDETERMINED : NONE;
        }
        if (metrics.classEntropyBits().value() <= real.classEntropyBits().value() - MISSING_BITS) {
            return FEW_CLASSES;
        }
        if (!missingClasses(metrics, real).isEmpty()) {
            return MISSING_CLASSES;
        }
        return coverage < LEAST_COVERAGE || metrics.manifolds().recall().value() < LEAST_RECALL ? WITHIN_CLASSES : NONE;
    }

    /** Returns the classes that are almost missing. */
    public static List<Integer> missingClasses(GenerativeMetrics metrics, GenerativeMetrics real) {
        return IntStream.range(0, metrics.classCounts().size())
                .filter(label -> frequency(metrics, label) < LEAST_FREQUENCY * frequency(real, label))
                .boxed()
                .toList();
    }

    private static double frequency(GenerativeMetrics metrics, int label) {
        return metrics.classCounts().get(label) / (double) metrics.samples();
    }
}
