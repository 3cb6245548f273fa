package wgan.train;

import java.util.List;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.Network;
import wgan.torch.Tensor;

/**
 * The loss of the critic.
 *
 * @param total L_D, 0-dimensional
 * @param scores the part of it that depends on the scores of real and generated images only, 0-dimensional; its negative is
 *     the critic's estimate of the distance between them. Without a penalty it is equal to the total
 */
public record CriticLoss(Tensor total, Tensor scores) {
    /**
     * Computes a loss that is a function of scores, and its gradients with respect to the critic's parameters, which replace
     * {@link Network#gradients()}.
     *
     * @param critic in training mode
     * @param real (B, C, H, W)
     * @param fake (B, C, H, W)
     * @param loss a function of (2B, 1), the scores of the real images and then of the generated ones
     */
    public static CriticLoss of(Network critic, Tensor real, Tensor fake, ScoreLoss loss) {
        // One pass for both; batch normalization uses the statistics of each batch.
        Layer.Pass scores = critic.forward(Tensor.cat(List.of(real, fake), 0), 2); // (2B, 1)
        Loss computed = loss.of(scores.output());
        scores.backward(computed.gradient(), OutputMask.PARAMETERS);
        return new CriticLoss(computed.value(), computed.value());
    }

    /** A loss as a function of scores. */
    @FunctionalInterface
    public interface ScoreLoss {
        /** Computes the loss and its gradient with respect to the scores (2B, 1). */
        Loss of(Tensor scores);
    }

    /** Returns this loss with a penalty, 0-dimensional, added to the total. */
    public CriticLoss withPenalty(Tensor penalty) {
        return new CriticLoss(total.add(penalty), scores);
    }
}
