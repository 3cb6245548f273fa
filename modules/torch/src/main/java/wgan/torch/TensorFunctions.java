package wgan.torch;

import org.jspecify.annotations.Nullable;

/** The operations of {@link Tensor} that networks are made of: matrix products and activations. */
sealed interface TensorFunctions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /** Returns the matrix product; (n, k) and (k, m) give (n, m). Other shapes are treated as in PyTorch. */
    default Tensor matmul(Tensor other) {
        return MatrixProducts.matmul(self(), other);
    }

    /**
     * Writes the product of two matrices to {@code out}, which may be of another type.
     *
     * @param other (k, m), where this is (n, k)
     * @param out (n, m)
     * @return {@code out}
     * @throws IllegalArgumentException if {@code out} has another shape
     */
    default Tensor matmulOut(Tensor other, Tensor out) {
        return MatrixProducts.matmulOut(self(), other, out);
    }

    /**
     * Returns this · weightᵀ + bias.
     *
     * @param weight (out, in), where this is (B, in)
     * @param bias (out), or null for none
     * @return (B, out)
     */
    default Tensor linear(Tensor weight, @Nullable Tensor bias) {
        return MatrixProducts.linear(self(), weight, bias);
    }

    /** Returns max(x, 0) of each element x. */
    default Tensor relu() {
        return Activations.relu(self());
    }

    /** Returns the hyperbolic tangent of each element. */
    default Tensor tanh() {
        return Activations.tanh(self());
    }

    /**
     * Returns this · (1 - output²): the gradient with respect to the input of {@link #tanh} from that with respect to its output.
     *
     * @param output the result of {@code tanh}
     */
    default Tensor tanhBackward(Tensor output) {
        return Activations.tanhBackward(self(), output);
    }

    /** Returns 1 / (1 + e⁻ˣ) of each element x. */
    default Tensor sigmoid() {
        return Activations.sigmoid(self());
    }

    /** Returns eˣ divided by its sum along a dimension, for logits x of any magnitude. */
    default Tensor softmax(int dim) {
        return Activations.softmax(self(), dim);
    }

    /** Returns the logarithm of {@link #softmax}, also where that is too small for a floating-point number. */
    default Tensor logSoftmax(int dim) {
        return Activations.logSoftmax(self(), dim);
    }
}
