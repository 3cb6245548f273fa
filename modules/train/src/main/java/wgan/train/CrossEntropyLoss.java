package wgan.train;

import wgan.torch.BinaryCrossEntropyWithLogits;
import wgan.torch.Tensor;

/**
 * The cross-entropy of a classifier that tells real images from generated ones, and its opposite (Goodfellow et al. 2014).
 *
 * <pre>
 *   L_D = -mean ln σ(D(x)) - mean ln(1 - σ(D(G(z))))        L_G = -mean ln σ(D(G(z)))
 * </pre>
 *
 * <p>L_G is the one that does not saturate (section 3 of the paper): where the discriminator is sure of itself, ln(1 - σ) has
 * no gradient left.
 */
final class CrossEntropyLoss implements ScoreLoss {
    @Override
    public Value ofCritic(Tensor scores) {
        long batch = scores.size(0) / 2;
        Tensor targets = scores.fullLike(0);
        targets.narrow(0, 0, batch).fill_(1); // the real ones
        return perSample(scores, targets, batch);
    }

    @Override
    public Value ofGenerator(Tensor scores) {
        return perSample(scores, scores.fullLike(1), scores.size(0));
    }

    private static Value perSample(Tensor scores, Tensor targets, long batch) {
        return new Value(
                BinaryCrossEntropyWithLogits.forward(scores, targets).mul(1.0 / batch),
                BinaryCrossEntropyWithLogits.backward(scores, targets).mul(1.0 / batch));
    }
}
