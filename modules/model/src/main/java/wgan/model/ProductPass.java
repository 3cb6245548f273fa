package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * The elementwise product with a fixed factor: a rectifier on each of its linear pieces.
 *
 * <pre>
 *   y = x · d        dL/dx = dL/dy · d        J · u = u · d
 * </pre>
 */
final class ProductPass implements Layer.Pass {
    private final Tensor factor; // d, of the shape of x
    private final Tensor y;

    ProductPass(Tensor x, Tensor factor) {
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
        return new ProductPass(u, factor);
    }
}
