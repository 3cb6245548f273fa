package wgan.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * A differentiable function with parameters, on a batch.
 *
 * <p>A layer owns nothing but its parameters and buffers; what a pass has to remember is in the {@link Pass}. Results and
 * temporaries belong to the {@linkplain wgan.torch.TensorScope scope} that is open when they are made.
 */
public interface Layer {
    /** The parameters, in PyTorch's order. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** What is kept beside the parameters but not trained, in PyTorch's order. */
    default List<Buffer> buffers() {
        return List.of();
    }

    /** y = f(x) as it is after training: nothing is remembered or changed. */
    Tensor evaluate(Tensor x);

    /**
     * y = f(x) as it is in training, remembering what the gradients need.
     *
     * @param x B samples, outermost dimension first
     * @param groups how many batches of the same size lie in x, one after the other; what depends on the statistics of a
     *     batch takes each for itself
     */
    Pass forward(Tensor x, int groups);

    /** One forward pass. */
    interface Pass {
        /** y = f(x). */
        Tensor output();

        /**
         * The gradients of a loss L, from the one with respect to the output.
         *
         * <p>Those with respect to the parameters replace what {@link Parameter#grad()} held.
         *
         * @param gradY dL/dy, of the shape of y
         * @param mask which gradients are worked out
         * @return dL/dx, of the shape of x; null unless it is wanted
         */
        @Nullable
        Tensor backward(Tensor gradY, OutputMask mask);

        /**
         * The derivative of this pass in a direction, J · u with J = ∂y/∂x, as a linear pass of its own.
         *
         * <p>Its {@link #backward} has J · u for y and u for x: from v it works out the gradients of ⟨v, J · u⟩, with respect to
         * u and to the parameters. Those are second derivatives of f, and all of them where f is linear between kinks: how J
         * depends on x does not come in. A bias has none, so its gradient is 0.
         *
         * @param u the direction, of the shape of x
         * @throws UnsupportedOperationException if f is curved
         */
        default Pass jvp(Tensor u) {
            throw new UnsupportedOperationException("tangent: " + getClass().getSimpleName()
                    + " is curved, expected a function that is linear between kinks; leave such a layer out");
        }
    }

    /** Which gradients a backward pass works out. */
    enum OutputMask {
        /** Those with respect to the parameters only. */
        PARAMETERS,
        /** The one with respect to the input only. */
        INPUT,
        /** All of them. */
        BOTH;

        boolean parameters() {
            return this != INPUT;
        }

        boolean input() {
            return this != PARAMETERS;
        }
    }
}
