package wgan.report;

import wgan.evaluate.Quality;

/**
 * What a trained generator is like.
 *
 * @param quality of its pictures
 * @param copying how far its pictures are from the nearest ones trained on, as a multiple of how far unseen real pictures are;
 *     near 0 where it repeats what it was shown, about 1 where it does not; not-a-number where those are no distance away
 * @param nearest in the upper row some of its pictures that are in the midst of real ones, and below each the nearest one trained
 *     on
 * @param walk pictures from latent vectors on a way through several, a leg in each row
 */
public record Portrait(Quality quality, double copying, Png nearest, Png walk) {}
