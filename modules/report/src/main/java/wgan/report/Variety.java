package wgan.report;

import java.util.List;
import java.util.stream.IntStream;
import wgan.evaluate.Quality;

/** Whether a generator draws all kinds of pictures, or has collapsed onto a few. */
enum Variety {
    /** The classes are uneven: their entropy is below {@link #LEAST_ENTROPY_BITS}. */
    COLLAPSED_CLASSES,
    /** Some classes are hardly drawn at all, the others evenly enough. */
    LACKS_CLASSES,
    /** Pictures are like real ones, but like few of them: precision is high, and coverage or recall is not. */
    COLLAPSED_WITHIN_CLASSES,
    /** Coverage is low, and so is precision: the pictures are unlike real ones, whether they are various or not. */
    UNCLEAR,
    /** No measure shows a collapse. */
    NOT_COLLAPSED;

    /** As many bits as five equally frequent classes have: log₂ 5. Ten have 3.32. */
    static final double LEAST_ENTROPY_BITS = 2.32;

    /** Below this share of an even one, a class is hardly drawn. */
    static final double LEAST_SHARE = 0.1;

    /** Below, three in four real pictures have no generated one near. */
    static final double LEAST_COVERAGE = 0.25;

    /** Below, nine in ten real pictures are outside of what the generated ones span. */
    static final double LEAST_RECALL = 0.1;

    /** Below, less than half of the generated pictures are near real ones, and coverage says nothing about variety. */
    static final double LEAST_PRECISION = 0.5;

    static Variety of(Quality quality) {
        if (quality.classEntropyBits() < LEAST_ENTROPY_BITS) {
            return COLLAPSED_CLASSES;
        }
        if (!lacking(quality).isEmpty()) {
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
    static List<Integer> lacking(Quality quality) {
        List<Integer> counts = quality.classCounts();
        double least = LEAST_SHARE * quality.samples() / counts.size();
        return IntStream.range(0, counts.size())
                .filter(label -> counts.get(label) < least)
                .boxed()
                .toList();
    }
}
