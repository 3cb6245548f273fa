package wgan.train;

/**
 * How far what a generator draws is from real pictures.
 *
 * @param frechet the squared Fréchet distance of their features, 0 or more; not-a-number if the generator draws no pictures
 * @param samples from how many pictures it was worked out
 */
public record Distance(double frechet, int samples) {}
