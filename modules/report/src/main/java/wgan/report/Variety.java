package wgan.report;

import wgan.evaluate.Quality;

/** Whether a generator draws all kinds of digits, or has collapsed onto a few. */
enum Variety {
    /** The classes are uneven: their entropy is below {@link #LEAST_ENTROPY_BITS}. */
    COLLAPSED_CLASSES,
    /** Pictures are like real ones, but like few of them: precision is high, and coverage is not. */
    COLLAPSED_WITHIN_CLASSES,
    /** Coverage is low, and so is precision: the pictures are unlike real ones, whether they are various or not. */
    UNCLEAR,
    /** Neither measure shows a collapse. */
    NOT_COLLAPSED;

    /** As many bits as five equally frequent classes have: log₂ 5. Ten have 3.32. */
    static final double LEAST_ENTROPY_BITS = 2.32;

    /** Below, three in four real pictures have no generated one near. */
    static final double LEAST_COVERAGE = 0.25;

    /** Below, less than half of the generated pictures are near real ones, and coverage says nothing about variety. */
    static final double LEAST_PRECISION = 0.5;

    static Variety of(Quality quality) {
        if (quality.classEntropyBits() < LEAST_ENTROPY_BITS) {
            return COLLAPSED_CLASSES;
        }
        if (quality.coverage() >= LEAST_COVERAGE) {
            return NOT_COLLAPSED;
        }
        return quality.precision() >= LEAST_PRECISION ? COLLAPSED_WITHIN_CLASSES : UNCLEAR;
    }
}
