package wgan.torch;

/** The operators behind the activation functions of {@link TensorFunctions}. */
final class Activations {
    private static final Operator RELU = Operator.of("aten::relu(Tensor self) -> Tensor");
    private static final Operator TANH = Operator.of("aten::tanh(Tensor self) -> Tensor");
    private static final Operator TANH_BACKWARD =
            Operator.of("aten::tanh_backward(Tensor grad_output, Tensor output) -> Tensor");
    private static final Operator SIGMOID = Operator.of("aten::sigmoid(Tensor self) -> Tensor");
    private static final Operator SOFTMAX =
            Operator.of("aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor");
    private static final Operator LOG_SOFTMAX =
            Operator.of("aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor");

    private Activations() {}

    static Tensor relu(Tensor x) {
        return RELU.call(x);
    }

    static Tensor tanh(Tensor x) {
        return TANH.call(x);
    }

    static Tensor tanhBackward(Tensor gradOutput, Tensor output) {
        return TANH_BACKWARD.call(gradOutput, output);
    }

    static Tensor sigmoid(Tensor x) {
        return SIGMOID.call(x);
    }

    static Tensor softmax(Tensor x, int dim) {
        return SOFTMAX.call(x, dim);
    }

    static Tensor logSoftmax(Tensor x, int dim) {
        return LOG_SOFTMAX.call(x, dim);
    }
}
