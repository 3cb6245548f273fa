package wgan.report.analysis;

import wgan.evaluate.metrics.Memorization;

/** The result of a check whether a generator has memorized training images. */
public enum MemorizationCheck {
    /** Real images are at distance 0 from training images, so that there is nothing to compare with. */
    UNDETERMINED,
    /** More images are near a training image than chance explains: see {@link Memorization#isSignificant()}. */
    FOUND,
    /** There is no sign of it. */
    NOT_FOUND;

    /** Decides by the distances to the training images. */
    public static MemorizationCheck of(GeneratorResult result) {
        Memorization memorization = result.memorization();
        if (memorization.threshold() == 0) {
            return UNDETERMINED;
        }
        return memorization.isSignificant() ? FOUND : NOT_FOUND;
    }
}
