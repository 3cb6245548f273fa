package wgan.train;

/**
 * Losses, of a step or as means of an epoch so far.
 *
 * @param critic mean of the critic's loss over its updates
 * @param criticScores mean of the part of it that depends on the scores only: see {@link CriticLoss#scores()}
 * @param generator mean of the generator's loss over its updates
 */
public record Losses(double critic, double criticScores, double generator) {}
