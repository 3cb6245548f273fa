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

    /** A layer from {@code inputs} to {@code outputs} numbers a sample. */
    public Linear(int inputs, int outputs) {
        weight = new Parameter("weight", Parameter.Initial.uniform(inputs), outputs, inputs);
        bias = new Parameter("bias", Parameter.Initial.uniform(inputs), outputs);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return x.linear(weight.in(x.dtype()), bias.in(x.dtype()));
    }

    @Override
    public Pass forward(Tensor x, int groups) {
        return new LinearPass(x, evaluate(x), true);
    }

    private final class LinearPass implements Pass {
        private final Tensor x; // (B, in)
        private final Tensor y; // (B, out)
        private final boolean biased; // a tangent is not

        LinearPass(Tensor x, Tensor y, boolean biased) {
            this.x = x;
            this.y = y;
            this.biased = biased;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            if (mask.parameters()) {
                gradY.transpose(0, 1).matmulOut(x, weight.grad()); // (out, in)
                if (biased) {
                    gradY.sumOut(0, bias.grad()); // (out)
                } else {
                    bias.grad().fill_(0);
                }
            }
            return mask.input() ? gradY.matmul(weight.in(gradY.dtype())) : null; // (B, in)
        }

        @Override
        public Pass jvp(Tensor u) {
            return new LinearPass(u, u.linear(weight.in(u.dtype()), null), false);
        }
    }
}
