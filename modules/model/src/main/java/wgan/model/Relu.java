package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * The rectifier.
 *
 * <pre>
 *   y = max(x, 0)        dL/dx = dL/dy · [x > 0]
 * </pre>
 */
public final class Relu implements Layer {
    /** Creates a rectifier. */
    public Relu() {}

    @Override
    public Tensor evaluate(Tensor x) {
        return x.relu();
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        return new ReluPass(evaluate(x));
    }

    private record ReluPass(Tensor output) implements Pass {
        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            return mask.input() ? derivative().mul_(gradY) : null;
        }

        @Override
        public Pass jvp(Tensor u) {
            return new ProductPass(u, derivative());
        }

        /** Returns the derivative: y is positive where x is. */
        private Tensor derivative() {
            return output.heaviside();
        }
    }
}
