package wgan.train;

/**
 * Ends a run at the first log point where a mean loss is not finite, or the first evaluation where the distance is not; put it
 * before whatever writes files.
 */
public final class DivergenceDetector implements TrainingListener {
    /** Watches. */
    public DivergenceDetector() {}

    @Override
    public void logged(Progress at, Losses means) throws DivergedException {
        if (!Double.isFinite(means.critic()) || !Double.isFinite(means.generator())) {
            throw new DivergedException(
                    "training diverged: at epoch %d, step %d the mean losses are %s (critic) and %s (generator), expected finite numbers; try a smaller --lr-critic or --lr-generator"
                            .formatted(at.epoch(), at.step(), means.critic(), means.generator()));
        }
    }

    @Override
    public void evaluated(Progress at, FrechetClassifierDistance distance) throws DivergedException {
        if (!Double.isFinite(distance.frechet())) {
            throw new DivergedException(
                    "training diverged: at epoch %d, step %d what the generator draws is at a distance of %s from real images, expected a finite number; try a smaller --lr-critic or --lr-generator"
                            .formatted(at.epoch(), at.step(), distance.frechet()));
        }
    }
}
