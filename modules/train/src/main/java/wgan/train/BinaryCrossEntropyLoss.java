package wgan.train;

import wgan.torch.BinaryCrossEntropyWithLogits;
import wgan.torch.Tensor;

/**
 * The cross-entropy of a discriminator that classifies images as real or generated, and the non-saturating loss of the generator
 * (Goodfellow et al. 2014).
 *
 * <pre>
 *   L_D = -mean ln σ(D(x)) - mean ln(1 - σ(D(G(z))))        L_G = -mean ln σ(D(G(z)))
 * </pre>
 *
 * <p>With the saturating loss, mean ln(1 - σ(D(G(z)))), the gradient of the generator is almost 0 where the discriminator
 * classifies with certainty (section 3 of the paper).
 */
public final class BinaryCrossEntropyLoss {
    private BinaryCrossEntropyLoss() {}

    /**
     * Computes L_D.
     *
     * @param logits (2B, 1): of B real images, then of B generated ones
     * @return L_D, 0-dimensional, and its gradient (2B, 1)
     */
    public static Loss discriminator(Tensor logits) {
        long batch = logits.size(0) / 2;
        Tensor targets = logits.zerosLike();
        targets.narrow(0, 0, batch).fill_(1); // the real ones
        return mean(logits, targets, batch);
    }

    /**
     * Computes L_G.
     *
     * @param logits (B, 1), of generated images
     * @return L_G, 0-dimensional, and its gradient (B, 1)
     */
    public static Loss generator(Tensor logits) {
        return mean(logits, logits.onesLike(), logits.size(0));
    }

    private static Loss mean(Tensor logits, Tensor targets, long batch) {
        return new Loss(
                BinaryCrossEntropyWithLogits.forward(logits, targets).mul(1.0 / batch),
                BinaryCrossEntropyWithLogits.backward(logits, targets).mul(1.0 / batch));
    }
}
