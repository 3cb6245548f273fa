package wgan.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * A fully connected layer.
 *
 * <pre>
 *   y = x · Wᵀ + b
 *   dL/dx = dL/dy · W      dL/dW = (dL/dy)ᵀ · x      dL/db = Σ over the batch of dL/dy
 * </pre>
 */
public final class Linear implements Layer {
    private final Parameter weight; // (out, in)
    private final Parameter bias; // (out)

    /** Creates a layer from {@code inputs} to {@code outputs} features. */
    public Linear(int inputs, int outputs) {
        weight = new Parameter("weight", Initializer.kaimingUniform(inputs), outputs, inputs);
        bias = new Parameter("bias", Initializer.kaimingUniform(inputs), outputs);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return x.linear(weight.as(x.dtype()), bias.as(x.dtype()));
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        return new LinearPass(x, evaluate(x), true);
    }

    private final class LinearPass implements Pass {
        private final Tensor x; // (B, in)
        private final Tensor y; // (B, out)
        private final boolean hasBias; // a Jacobian-vector product has none

        LinearPass(Tensor x, Tensor y, boolean hasBias) {
            this.x = x;
            this.y = y;
            this.hasBias = hasBias;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            if (mask.parameters()) {
                gradY.t().matmulOut(x, weight.grad()); // (out, in)
                if (hasBias) {
                    gradY.sumOut(0, bias.grad()); // (out)
                } else {
                    bias.grad().zero_();
                }
            }
            return mask.input() ? gradY.matmul(weight.as(gradY.dtype())) : null; // (B, in)
        }

        @Override
        public Pass jvp(Tensor u) {
            return new LinearPass(u, u.linear(weight.as(u.dtype()), null), false);
        }
    }
}
