package wgan.train;

import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * Sets averages of an optimizer that have almost decayed to 0 to 0.
 *
 * <p>The average of the squares of gradients that are 0 decays exponentially. In f32 it becomes subnormal (below 1.2e-38) and then stays so,
 * because the product with the decay rate rounds to the same number. A processor takes up to a hundred times as long for a subnormal number.
 *
 * <p>The parameters stay as they would be: √v ≤ 1e-16 is added to ε = 1e-8, whose last digit in f32 is larger.
 */
final class SmallAverages {
    /**
     * Iterations between two calls. In 1,000 updates of the critic, five for each iteration, RMSprop's average decays by 0.99¹⁰⁰⁰ = 4e-5, so no
     * normal average above the threshold becomes subnormal.
     */
    static final int INTERVAL = 200;

    private static final double THRESHOLD = 1e-32;

    private SmallAverages() {}

    /** Sets the elements of magnitude 1e-32 or less to 0, if the tensor is f32; NaN stays NaN. */
    static void flush(Tensor average) {
        if (average.dtype() == DType.F32) {
            try (Tensor magnitude = average.abs();
                    Tensor excess = magnitude.add(-THRESHOLD);
                    Tensor isKept = excess.heaviside()) {
                average.mul_(isKept);
            }
        }
    }
}
