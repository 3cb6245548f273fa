package wgan.report;

import java.util.List;
import java.util.stream.IntStream;
import wgan.evaluate.GenerativeMetrics;

/** Whether a generator draws all kinds of images that there are, or has collapsed onto a few. */
enum ModeCollapse {
    /** The classes are fewer: their entropy is {@link #MISSING_BITS} or more below that of real images. */
    COLLAPSED_CLASSES,
    /** Some classes are hardly drawn at all, the others evenly enough. */
    LACKS_CLASSES,
    /** Images are like real ones, but like few of them: precision is high, and coverage or recall is not. */
    COLLAPSED_WITHIN_CLASSES,
    /** Coverage is low, and so is precision: the images are unlike real ones, whether they are various or not. */
    UNCLEAR,
    /** No measure shows a collapse. */
    NOT_COLLAPSED;

    /** What half as many classes, equally frequent, come to. */
    static final double MISSING_BITS = 1;

    /** Below this share of what it has among real images, a class is hardly drawn. */
    static final double LEAST_SHARE = 0.1;

    /** Below, three in four real images have no generated one near. */
    static final double LEAST_COVERAGE = 0.25;

    /** Below, nine in ten real images are outside of what the generated ones span. */
    static final double LEAST_RECALL = 0.1;

    /** Below, less than half of the generated images are near real ones, and coverage says nothing about variety. */
    static final double LEAST_PRECISION = 0.5;

    /**
     * That of a generator.
     *
     * @param quality of its images
     * @param real of real images
     */
    static ModeCollapse of(GenerativeMetrics quality, GenerativeMetrics real) {
        if (quality.classEntropyBits() <= real.classEntropyBits() - MISSING_BITS) {
            return COLLAPSED_CLASSES;
        }
        if (!lacking(quality, real).isEmpty()) {
            return LACKS_CLASSES;
        }
        if (quality.precision() < LEAST_PRECISION) {
            return quality.coverage() < LEAST_COVERAGE ? UNCLEAR : NOT_COLLAPSED;
        }
        return quality.coverage() < LEAST_COVERAGE || quality.recall() < LEAST_RECALL
                ? COLLAPSED_WITHIN_CLASSES
                : NOT_COLLAPSED;
    }

    /** The classes that are hardly drawn. */
    static List<Integer> lacking(GenerativeMetrics quality, GenerativeMetrics real) {
        return IntStream.range(0, quality.classCounts().size())
                .filter(label -> share(quality, label) < LEAST_SHARE * share(real, label))
                .boxed()
                .toList();
    }

    private static double share(GenerativeMetrics quality, int label) {
        return quality.classCounts().get(label) / (double) quality.samples();
    }
}
