package wgan.train;

/**
 * Ends a run at the first log point with a mean loss that is NaN or infinite, or at the first evaluation with such a
 * distance. It must come before the listeners that write files.
 */
public final class DivergenceDetector implements TrainingListener {
    /** Creates a detector. */
    public DivergenceDetector() {}

    @Override
    public void logged(Progress at, Losses means) throws DivergedException {
        if (!Double.isFinite(means.critic()) || !Double.isFinite(means.generator())) {
            throw DivergedException.at(
                    at,
                    "the mean losses are %s (critic) and %s (generator), expected finite numbers"
                            .formatted(means.critic(), means.generator()));
        }
    }

    @Override
    public void evaluated(Progress at, MeasuredFrechetDistance distance) throws DivergedException {
        if (!Double.isFinite(distance.value())) {
            throw DivergedException.at(
                    at, "the Fréchet classifier distance is %s, expected a finite number".formatted(distance.value()));
        }
    }
}
