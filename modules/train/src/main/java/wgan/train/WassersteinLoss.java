package wgan.train;

import wgan.torch.Tensor;

/**
 * The difference of mean scores (Arjovsky, Chintala and Bottou 2017).
 *
 * <pre>
 *   L_D = -(mean D(x) - mean D(G(z)))        L_G = -mean D(G(z))
 * </pre>
 */
public final class WassersteinLoss {
    private WassersteinLoss() {}

    /**
     * Computes L_D.
     *
     * @param scores (2B, 1): of B real images, then of B generated ones
     * @return L_D, 0-dimensional, and its gradient (2B, 1)
     */
    public static Loss critic(Tensor scores) {
        long batch = scores.size(0) / 2;
        Tensor gradient = scores.fullLike(1.0 / batch);
        gradient.narrow(0, 0, batch).fill_(-1.0 / batch); // the real ones
        return linear(scores, gradient);
    }

    /**
     * Computes L_G.
     *
     * @param scores (B, 1), of generated images
     * @return L_G, 0-dimensional, and its gradient (B, 1)
     */
    public static Loss generator(Tensor scores) {
        return linear(scores, scores.fullLike(-1.0 / scores.size(0)));
    }

    private static Loss linear(Tensor scores, Tensor gradient) {
        return new Loss(scores.mul(gradient).sum(), gradient);
    }
}
