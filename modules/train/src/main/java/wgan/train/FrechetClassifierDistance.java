package wgan.train;

/**
 * The Fréchet classifier distance between generated and real images: the squared Fréchet distance between their features in a
 * classifier.
 *
 * @param value 0 or more; NaN if the generator outputs NaN
 * @param samples number of generated images that it was computed from
 */
public record FrechetClassifierDistance(double value, int samples) {}
