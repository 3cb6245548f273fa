package wgan.report.analysis;

import java.util.List;
import java.util.stream.IntStream;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.GenerativeMetrics;

/**
 * The kinds of mode collapse: a generator covers the variety of the real images, or has collapsed to a part of it. Without labels it is
 * judged by coverage and recall alone.
 */
public enum ModeCollapse {
    /** There are fewer classes: their entropy is {@link #MISSING_BITS} or more below that of real images. */
    FEW_CLASSES,
    /** Some classes are almost missing; the others are even enough. */
    MISSING_CLASSES,
    /** The images resemble real ones, but few of them: precision is high, and coverage or recall is low. */
    WITHIN_CLASSES,
    /** The same of images without labels: which kinds of images are missing is not known. */
    FEW_MODES,
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

    /** Below this precision, less than half of the generated images are near real ones, and coverage does not measure variety. */
    public static final double LEAST_PRECISION = 0.5;

    /**
     * Decides by the metrics of a generator.
     *
     * @param metrics of its images
     * @param real of real images, by the same features
     */
    public static ModeCollapse of(GenerativeMetrics metrics, GenerativeMetrics real) {
        double coverage = metrics.manifolds().coverage().value();
        if (metrics.manifolds().precision().value() < LEAST_PRECISION) {
            return coverage < LEAST_COVERAGE ? UNDETERMINED : NONE;
        }
        boolean hasClasses = metrics.classes().isPresent();
        if (hasClasses && entropyBits(metrics) <= entropyBits(real) - MISSING_BITS) {
            return FEW_CLASSES;
        }
        if (!missingClasses(metrics, real).isEmpty()) {
            return MISSING_CLASSES;
        }
        boolean isVaried =
                coverage >= LEAST_COVERAGE && metrics.manifolds().recall().value() >= LEAST_RECALL;
        if (isVaried) {
            return NONE;
        }
        return hasClasses ? WITHIN_CLASSES : FEW_MODES;
    }

    private static double entropyBits(GenerativeMetrics metrics) {
        return Metric.CLASS_ENTROPY.of(metrics).value();
    }

    /** Returns the classes that are almost missing; none without labels. */
    public static List<Integer> missingClasses(GenerativeMetrics metrics, GenerativeMetrics real) {
        if (metrics.classes().isEmpty() || real.classes().isEmpty()) {
            return List.of();
        }
        ClassMetrics generated = metrics.classes().get();
        ClassMetrics expected = real.classes().get();
        return IntStream.range(0, generated.counts().size())
                .filter(label -> frequency(generated, label, metrics.samples())
                        < LEAST_FREQUENCY * frequency(expected, label, real.samples()))
                .boxed()
                .toList();
    }

    private static double frequency(ClassMetrics classes, int label, int samples) {
        return classes.counts().get(label) / (double) samples;
    }
}
