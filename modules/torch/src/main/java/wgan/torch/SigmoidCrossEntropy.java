package wgan.torch;

/**
 * The cross-entropy of probabilities that are given as logits: p = σ(x) = 1 / (1 + e⁻ˣ).
 *
 * <pre>
 *   L = Σ -(t · ln p + (1 - t) · ln(1 - p))        dL/dx = p - t
 * </pre>
 *
 * <p>It is worked out without p, so that logits may have any size.
 */
public final class SigmoidCrossEntropy {
    private static final Operator CROSS_ENTROPY = Operator.aten("binary_cross_entropy_with_logits");
    private static final Operator SIGMOID = Operator.aten("sigmoid");

    /** libtorch's code for a sum over all elements. */
    private static final int SUM = 2;

    private SigmoidCrossEntropy() {}

    /**
     * L, without dimensions.
     *
     * @param logits x
     * @param targets t in [0, 1], of the shape of x
     */
    public static Tensor forward(Tensor logits, Tensor targets) {
        targets.requireShape("cross-entropy: targets", logits.shape());
        return CROSS_ENTROPY
                .call()
                .tensor(logits)
                .tensor(targets)
                .none() // a weight for each element
                .none() // a weight for each positive one
                .integer(SUM)
                .run();
    }

    /** dL/dx; see {@link #forward}. */
    public static Tensor backward(Tensor logits, Tensor targets) {
        targets.requireShape("cross-entropy: targets", logits.shape());
        try (Tensor probabilities = SIGMOID.call().tensor(logits).run()) {
            return Elementwise.subtract(probabilities, targets);
        }
    }
}
