package wgan.train;

import wgan.model.Network;

/**
 * When in a run the generator is measured, and how; training is the same whether it is or not.
 *
 * @param interval steps between two, over all epochs; one more is after the last step of the run. 0 for none at all
 * @param samples how many images the generator draws for it
 * @param measure what is made of them
 */
public record PeriodicEvaluation(int interval, int samples, Measure measure) {
    /** None at all. */
    public static final PeriodicEvaluation NONE =
            new PeriodicEvaluation(0, 0, (generator, latentDim, samples) -> Double.NaN);

    /** Tells how far a generator is from real images. */
    @FunctionalInterface
    public interface Measure {
        /**
         * The distance of what the generator would draw after training. It leaves the network as it is, and does the same each
         * time.
         *
         * @param latentDim L, numbers in a latent vector
         * @param samples how many images
         * @return 0 or more; not-a-number if it draws no images
         */
        double frechetDistance(Network generator, int latentDim, int samples);
    }

    /** Checks the interval. */
    public PeriodicEvaluation {
        TrainingConfig.require(interval >= 0, "evaluate-every", interval, "0 for never, or a number of steps");
    }

    /** Whether one is due after this step. */
    boolean areDue(Progress at) {
        return interval > 0 && (at.iteration() % interval == 0 || at.iteration() == at.iterations());
    }

    /** One of a generator as it is now. */
    FrechetClassifierDistance distanceOf(Network generator, int latentDim) {
        return new FrechetClassifierDistance(measure.frechetDistance(generator, latentDim, samples), samples);
    }
}
