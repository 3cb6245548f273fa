package wgan.report.analysis;

import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.Memorization;

/**
 * The evaluation of a trained generator.
 *
 * @param metrics of its images
 * @param memorization the distances of its images to the training images
 * @param nearest two rows: the images that are nearest to a training image, and below each that training image
 * @param random two rows: images that were not chosen, and below each the training image nearest to it
 * @param interpolation images on the path between latent vectors
 * @param isRealUnseen whether it was not trained on the real images that its images are compared with
 */
public record GeneratorResult(
        GenerativeMetrics metrics,
        Memorization memorization,
        ImageRows nearest,
        ImageRows random,
        Interpolation interpolation,
        boolean isRealUnseen) {}
