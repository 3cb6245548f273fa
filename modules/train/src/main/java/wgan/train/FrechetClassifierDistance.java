package wgan.train;

/**
 * How far what a generator draws is from real images.
 *
 * @param frechet the squared Fréchet distance of their features, 0 or more; not-a-number if the generator draws no images
 * @param samples from how many images it was worked out
 */
public record FrechetClassifierDistance(double frechet, int samples) {}
