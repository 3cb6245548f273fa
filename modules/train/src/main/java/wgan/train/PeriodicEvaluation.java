package wgan.train;

import wgan.model.Generator;

/**
 * The evaluation of the generator at an interval of steps. It does not influence training.
 *
 * @param interval steps between two evaluations, counted over all epochs; another evaluation follows the last step of the
 *     run. 0 for none
 * @param samples number of images that are generated for an evaluation
 * @param features of the distance: see {@link MeasuredFrechetDistance}
 * @param metric computes the distance
 */
public record PeriodicEvaluation(int interval, int samples, String features, Metric metric) {
    /** No evaluation. */
    public static final PeriodicEvaluation NONE = new PeriodicEvaluation(0, 0, "", (generator, samples) -> Double.NaN);

    /** Computes the Fréchet distance between the samples of a generator and real images. */
    @FunctionalInterface
    public interface Metric {
        /**
         * Computes the distance for a generator. It does not change the generator, and returns the same value for the same
         * parameters.
         *
         * @param samples number of images to generate
         * @return 0 or more; NaN if the generator outputs NaN
         */
        double frechetDistance(Generator generator, int samples);
    }

    /**
     * Checks the interval.
     *
     * @throws HyperparameterException if it is negative
     */
    public PeriodicEvaluation {
        HyperparameterException.require(interval >= 0, "evaluate_every", interval, "0 for never, or a number of steps");
    }

    /** Returns whether there is an evaluation after this step. */
    boolean isDue(Progress at) {
        return interval > 0 && (at.iteration() % interval == 0 || at.endsRun());
    }

    /** Evaluates a generator. */
    MeasuredFrechetDistance evaluate(Generator generator) {
        return new MeasuredFrechetDistance(features, metric.frechetDistance(generator, samples), samples);
    }
}
