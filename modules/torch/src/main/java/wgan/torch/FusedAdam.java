package wgan.torch;

import java.util.List;

/**
 * An optimizer step in one pass over memory: PyTorch's {@code _fused_adam_} (Kingma and Ba 2015).
 *
 * <p>The state of an optimizer is larger than the caches, so operators that each pass over it once take several times as long.
 */
public final class FusedAdam {
    private static final Operator FUSED_ADAM_ =
            Operator.keepingShapes("aten::_fused_adam_(Tensor(a!)[] self, Tensor(b!)[] grads,"
                    + " Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *,"
                    + " float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize,"
                    + " Tensor? grad_scale=None, Tensor? found_inf=None) -> ()");
    private static final double NO_WEIGHT_DECAY = 0;
    private static final boolean NO_AMSGRAD = false;
    private static final boolean MINIMIZE = false;

    private FusedAdam() {}

    /**
     * Does a step, in place.
     *
     * <pre>
     *   m ← β₁ · m + (1 - β₁) · g
     *   v ← β₂ · v + (1 - β₂) · g²
     *   θ ← θ - η / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)
     * </pre>
     *
     * @param parameters θ, contiguous, f32 or f64
     * @param gradients g, of the shape, type and device of θ
     * @param average m, likewise; it may be the gradients themselves if β₁ is 0, since m is then equal to g
     * @param squareAverage v, likewise
     * @param step t, 0-dimensional, f32, on the same device; 1 in the first step
     * @param learningRate η
     * @throws IllegalArgumentException if a tensor has another shape, type, device or memory format
     */
    public static void step(
            Tensor parameters,
            Tensor gradients,
            Tensor average,
            Tensor squareAverage,
            Tensor step,
            double learningRate,
            double beta1,
            double beta2,
            double eps) {
        // libtorch checks neither the shapes nor the strides, and would write outside the tensors.
        List.of(gradients, average, squareAverage).forEach(tensor -> requireLike(parameters, tensor));
        require(
                parameters.isContiguous() && parameters.dtype().isFloatingPoint(),
                parameters,
                "contiguous floating-point numbers");
        require(
                step.dim() == 0 && step.dtype() == DType.F32 && step.device().equals(parameters.device()),
                step,
                "the step as a 0-dimensional f32 on the device of the parameters " + parameters);
        FUSED_ADAM_.run(
                List.of(parameters),
                List.of(gradients),
                List.of(average),
                List.of(squareAverage),
                List.of(),
                List.of(step),
                learningRate,
                beta1,
                beta2,
                NO_WEIGHT_DECAY,
                eps,
                NO_AMSGRAD,
                MINIMIZE);
    }

    private static void requireLike(Tensor parameters, Tensor tensor) {
        tensor.requireShape("fused_adam: a tensor", parameters.shape());
        require(
                tensor.dtype() == parameters.dtype()
                        && tensor.device().equals(parameters.device())
                        && tensor.isContiguous(),
                tensor,
                "contiguous, like the parameters " + parameters);
    }

    private static void require(boolean holds, Tensor tensor, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("fused_adam: a tensor is " + tensor + ", expected " + expected);
        }
    }
}
