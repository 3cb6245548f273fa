package wgan.train;

import wgan.torch.Tensor;

/**
 * The difference of mean scores (Arjovsky, Chintala and Bottou 2017).
 *
 * <pre>
 *   L_D = -(mean D(x) - mean D(G(z)))        L_G = -mean D(G(z))
 * </pre>
 */
final class WassersteinLoss implements ScoreLoss {
    @Override
    public Value ofCritic(Tensor scores) {
        long batch = scores.size(0) / 2;
        Tensor gradient = scores.fullLike(1.0 / batch);
        gradient.narrow(0, 0, batch).fill_(-1.0 / batch); // the real ones
        return linear(scores, gradient);
    }

    @Override
    public Value ofGenerator(Tensor scores) {
        return linear(scores, scores.fullLike(-1.0 / scores.size(0)));
    }

    private static Value linear(Tensor scores, Tensor gradient) {
        return new Value(scores.mul(gradient).sum(), gradient);
    }
}
