package wgan.torch;

import org.jspecify.annotations.Nullable;

/** Products of matrices. */
public final class MatrixProducts {
    private static final Operator LINEAR = Operator.aten("linear");
    private static final Operator MULTIPLY = Operator.aten("mm");
    private static final Operator MULTIPLY_INTO = Operator.aten("mm", "out");

    private MatrixProducts() {}

    /**
     * x · weightᵀ + bias.
     *
     * @param x (B, in)
     * @param weight (out, in)
     * @param bias (out), or null for none
     * @return (B, out)
     */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return LINEAR.call().tensor(x).tensor(weight).optional(bias).run();
    }

    /** a · b of an (n, k) and a (k, m) matrix: (n, m). */
    public static Tensor multiply(Tensor a, Tensor b) {
        return MULTIPLY.call().tensor(a).tensor(b).run();
    }

    /**
     * Sets {@code target} (n, m) to a · b of an (n, k) and a (k, m) matrix.
     *
     * @throws IllegalArgumentException if the target has another shape
     */
    public static void multiplyInto(Tensor target, Tensor a, Tensor b) {
        target.requireShape("mm: target", a.size(0), b.size(-1));
        MULTIPLY_INTO.call().tensor(a).tensor(b).tensor(target).runInPlace();
    }
}
