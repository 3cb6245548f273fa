package wgan.train;

import java.util.OptionalDouble;

/**
 * The losses of a single step, in which both networks had their turn.
 *
 * @param critic mean of the critic's loss over its updates in this step
 * @param criticScores mean of the part of it that is of the scores alone; none where there is no penalty beside it
 * @param generator the generator's loss
 */
public record StepLosses(double critic, OptionalDouble criticScores, double generator) {}
