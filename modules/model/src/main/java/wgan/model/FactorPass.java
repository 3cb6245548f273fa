package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * A product with a fixed factor for each element, as a rectifier is between its kinks.
 *
 * <pre>
 *   y = x · d        dL/dx = dL/dy · d        J · u = u · d
 * </pre>
 */
final class FactorPass implements Layer.Pass {
    private final Tensor factor; // d
    private final Tensor y;

    FactorPass(Tensor x, Tensor factor) {
        this.factor = factor;
        y = x.mul(factor);
    }

    @Override
    public Tensor output() {
        return y;
    }

    @Override
    public @Nullable Tensor backward(Tensor gradY, Layer.OutputMask mask) {
        return mask.input() ? gradY.mul(factor) : null;
    }

    @Override
    public Layer.Pass jvp(Tensor u) {
        return new FactorPass(u, factor);
    }
}
