package wgan.torch;

/** Activation functions, and the derivative where it needs more than arithmetic. */
public final class Activations {
    private static final Operator RELU = Operator.aten("relu");
    private static final Operator TANH = Operator.aten("tanh");
    private static final Operator TANH_BACKWARD = Operator.aten("tanh_backward");
    private static final Operator SOFTMAX = Operator.aten("softmax", "int");
    private static final Operator LOG_SOFTMAX = Operator.aten("log_softmax", "int");

    private static final int LAST_DIMENSION = -1;

    private Activations() {}

    /** max(x, 0). */
    public static Tensor relu(Tensor x) {
        return RELU.call().tensor(x).run();
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor x) {
        return TANH.call().tensor(x).run();
    }

    /**
     * gradY · (1 - y²).
     *
     * @param gradY the gradient with respect to y
     * @param y what {@link #tanh} returned
     */
    public static Tensor tanhBackward(Tensor gradY, Tensor y) {
        return TANH_BACKWARD.call().tensor(gradY).tensor(y).run();
    }

    /** exp(x) over its sum along the last dimension: probabilities from logits of any size. */
    public static Tensor softmax(Tensor x) {
        return SOFTMAX.call().tensor(x).integer(LAST_DIMENSION).none().run();
    }

    /** The logarithm of {@link #softmax}, also where that is too small for a number. */
    public static Tensor logSoftmax(Tensor x) {
        return LOG_SOFTMAX.call().tensor(x).integer(LAST_DIMENSION).none().run();
    }
}
