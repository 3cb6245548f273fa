package wgan.report.analysis;

/** The result of a check whether a generator has memorized training images. */
public enum MemorizationCheck {
    /** Unseen real images are at distance 0 from training images, so that there is nothing to compare with. */
    UNDETERMINED,
    /** Images are much nearer to training images than unseen real images are: copies, or few kinds of images. */
    FOUND,
    /** There is no sign of it. */
    NOT_FOUND;

    /** Below this {@link GeneratorResult#nearestTrainingRatio()} images are called copies. */
    public static final double LEAST_RATIO = 0.5;

    static MemorizationCheck of(GeneratorResult result) {
        if (Double.isNaN(result.nearestTrainingRatio())) {
            return UNDETERMINED;
        }
        return result.nearestTrainingRatio() < LEAST_RATIO ? FOUND : NOT_FOUND;
    }
}
