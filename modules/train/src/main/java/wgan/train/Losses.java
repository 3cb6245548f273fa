package wgan.train;

/**
 * The mean losses of the epoch so far.
 *
 * @param critic mean of the critic's loss over all its updates
 * @param generator mean of the generator's loss over all its updates
 */
public record Losses(double critic, double generator) {}
