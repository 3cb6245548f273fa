package wgan.report.analysis;

import wgan.evaluate.GenerativeMetrics;

/**
 * The evaluation of a trained generator.
 *
 * @param metrics of its images
 * @param nearestTrainingRatio the median distance of its images to the nearest training image, divided by that of unseen real
 *     images: near 0 for copies of training images, about 1 without; NaN where unseen real images are at distance 0
 * @param nearest two rows: images in the neighborhoods of most real ones, and below each the training image nearest to it
 * @param interpolation images on the path between latent vectors
 */
public record GeneratorResult(
        GenerativeMetrics metrics, double nearestTrainingRatio, ImageRows nearest, Interpolation interpolation) {}
