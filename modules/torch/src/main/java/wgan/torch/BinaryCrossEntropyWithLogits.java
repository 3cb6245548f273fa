package wgan.torch;

/**
 * The binary cross-entropy of probabilities that are given as logits, p = σ(x) = 1 / (1 + e⁻ˣ), and its gradient.
 *
 * <pre>
 *   L = Σ -(t · ln p + (1 - t) · ln(1 - p))        dL/dx = p - t
 * </pre>
 *
 * <p>It is computed without p, so that it is exact for logits of any magnitude. In PyTorch: {@code
 * binary_cross_entropy_with_logits} with {@code reduction="sum"}.
 */
public final class BinaryCrossEntropyWithLogits {
    private static final Operator FORWARD = Operator.of("aten::binary_cross_entropy_with_logits(Tensor self,"
            + " Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor");

    /** at::Reduction::Sum. */
    private static final int SUM = 2;

    private BinaryCrossEntropyWithLogits() {}

    /**
     * Returns L, 0-dimensional.
     *
     * @param logits x
     * @param targets t in [0, 1], of the shape of x
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor forward(Tensor logits, Tensor targets) {
        requireSameShape(logits, targets);
        return FORWARD.call(logits, targets, null, null, SUM);
    }

    /** Returns dL/dx, of the shape of x; the parameters are those of {@link #forward}. */
    public static Tensor backward(Tensor logits, Tensor targets) {
        requireSameShape(logits, targets);
        try (Tensor probabilities = logits.sigmoid()) {
            return probabilities.sub(targets);
        }
    }

    private static void requireSameShape(Tensor logits, Tensor targets) {
        targets.requireShape("binary_cross_entropy_with_logits: targets", logits.shape());
    }
}
