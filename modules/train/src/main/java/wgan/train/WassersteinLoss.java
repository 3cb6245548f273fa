package wgan.train;

import wgan.torch.Creation;
import wgan.torch.Elementwise;
import wgan.torch.Reductions;
import wgan.torch.Shapes;
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
        Tensor gradient = Creation.fullLike(scores, 1.0 / batch);
        Elementwise.fillInPlace(Shapes.narrow(gradient, 0, 0, batch), -1.0 / batch); // the real ones
        return linear(scores, gradient);
    }

    @Override
    public Value ofGenerator(Tensor scores) {
        return linear(scores, Creation.fullLike(scores, -1.0 / scores.size(0)));
    }

    private static Value linear(Tensor scores, Tensor gradient) {
        return new Value(Reductions.sum(Elementwise.multiply(scores, gradient)), gradient);
    }
}
