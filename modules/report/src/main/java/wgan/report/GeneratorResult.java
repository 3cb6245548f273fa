package wgan.report;

import wgan.evaluate.GenerativeMetrics;

/**
 * What a trained generator is like.
 *
 * @param quality of its images
 * @param copying how far its images are from the nearest ones trained on, as a multiple of how far unseen real images are;
 *     near 0 where it repeats what it was shown, about 1 where it does not; not-a-number where those are no distance away
 * @param nearest in the upper row some of its images that are in the midst of real ones, and below each the nearest one trained
 *     on
 * @param walk images from latent vectors on a way through several, a leg in each row
 */
record GeneratorResult(GenerativeMetrics quality, double copying, Png nearest, Png walk) {}
