package wgan.train;

import java.util.OptionalDouble;

/**
 * Losses, of a step or as means of an epoch so far.
 *
 * @param critic mean of the critic's loss over its updates
 * @param criticScores mean of the part of it that depends on the scores only: see {@link CriticLoss#scores()}; empty for an objective
 *     without a penalty
 * @param generator mean of the generator's loss over its updates
 */
public record Losses(double critic, OptionalDouble criticScores, double generator) {
    /**
     * Returns what the critic maximizes, -L_D without a penalty: the estimate of the Wasserstein distance up to a factor, for an objective
     * with {@link Objective#estimatesWassersteinDistance()}. It is that of training mode, on the batches of the step.
     */
    public double criticEstimate() {
        return -criticScores.orElse(critic);
    }
}
