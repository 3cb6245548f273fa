package wgan.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.Tensor;

/**
 * A differentiable function of a batch, with parameters.
 *
 * <p>An application can implement its own layers and use them in a {@link Network} together with those of this package. A
 * layer owns only its parameters and buffers, whose memory the network allocates; the {@link Pass} keeps the tensors that a
 * backward pass needs. Results and temporaries belong to the {@linkplain wgan.torch.TensorScope scope} that is open when
 * they are created.
 *
 * <p>The inputs may be bf16 while the parameters are f32: a layer computes with {@link Parameter#as}, the parameter in the
 * type of the input. {@link #evaluate} may be called by several threads at the same time, {@link #forward} by one thread
 * only.
 */
public interface Layer {
    /** Returns the parameters, in PyTorch's order. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Returns the tensors that are kept beside the parameters but not trained, in PyTorch's order. */
    default List<Buffer> buffers() {
        return List.of();
    }

    /**
     * Uses the statistics of all processes in training, if the layer depends on statistics of the batch, and the samples of a batch are
     * distributed over processes. The default does nothing.
     *
     * @param allReduce adds over all processes; their layers are then called in the same order
     */
    default void synchronize(AllReduce allReduce) {}

    /**
     * Returns y = f(x) in evaluation mode. It does not change the layer.
     *
     * @param x (B, …), samples along the first dimension
     * @return (B, …)
     */
    Tensor evaluate(Tensor x);

    /**
     * Computes y = f(x) in training mode, and keeps the tensors from which gradients are computed.
     *
     * @param x (batches · B, …), samples along the first dimension
     * @param batches the number of batches of equal size in x, one after the other; a layer that depends on statistics of
     *     the batch treats each batch separately
     * @return the pass, whose output is (batches · B, …)
     */
    Pass forward(Tensor x, int batches);

    /** A forward pass and its derivatives. It lives as long as the scope that it was computed in. */
    interface Pass {
        /** Returns y = f(x). */
        Tensor output();

        /**
         * Computes the gradients of a loss L from the gradient with respect to the output.
         *
         * <p>Gradients with respect to the parameters replace the contents of {@link Parameter#grad()}.
         *
         * @param gradY dL/dy, of the shape of y
         * @param mask which gradients are computed
         * @return dL/dx, of the shape of x; null if the mask excludes it
         */
        @Nullable
        Tensor backward(Tensor gradY, OutputMask mask);

        /**
         * Computes the Jacobian-vector product J · u of this pass, with J = ∂y/∂x, as a linear pass.
         *
         * <p>The returned pass has output J · u and input u: its {@link #backward} computes, from v, the gradients of ⟨v, J
         * · u⟩ with respect to u and to the parameters. These are second derivatives of f. They are complete if f is
         * piecewise linear, because they do not contain the dependence of J on x. A bias has no influence on J, so its
         * gradient is 0.
         *
         * @param u the direction, of the shape of x
         * @throws UnsupportedOperationException if f is not piecewise linear
         */
        default Pass jvp(Tensor u) {
            throw new UnsupportedOperationException("jvp: " + getClass().getSimpleName()
                    + " is not piecewise linear, so its second derivatives are not supported");
        }
    }

    /** The gradients that a backward pass computes: PyTorch's {@code output_mask}. */
    enum OutputMask {
        /** Only those with respect to the parameters. */
        PARAMETERS,
        /** Only that with respect to the input. */
        INPUT,
        /** All of them. */
        BOTH;

        /** Returns whether gradients with respect to the parameters are computed. */
        public boolean parameters() {
            return this != INPUT;
        }

        /** Returns whether the gradient with respect to the input is computed. */
        public boolean input() {
            return this != PARAMETERS;
        }
    }
}
