package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * The hyperbolic tangent.
 *
 * <pre>
 *   y = tanh x        dL/dx = dL/dy · (1 - y²)
 * </pre>
 */
public final class Tanh implements Layer {
    /** Creates a hyperbolic tangent. */
    public Tanh() {}

    @Override
    public Tensor evaluate(Tensor x) {
        return x.tanh();
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        return new TanhPass(evaluate(x));
    }

    private record TanhPass(Tensor output) implements Pass {
        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            return mask.input() ? gradY.tanhBackward(output) : null;
        }
    }
}
