package wgan.model;

import wgan.torch.Tensor;

/**
 * The leaky rectifier (Maas et al. 2013).
 *
 * <pre>
 *   y = x · d        dL/dx = dL/dy · d        d = 1 where x > 0, elsewhere the slope
 * </pre>
 */
public final class LeakyRelu implements Layer {
    private final double slope;

    /**
     * Creates a leaky rectifier.
     *
     * @param slope factor of negative inputs, in [0, 1): PyTorch's {@code negative_slope}
     */
    public LeakyRelu(double slope) {
        if (!(slope >= 0 && slope < 1)) {
            throw new IllegalArgumentException("LeakyReLU: slope is " + slope + ", expected [0, 1)");
        }
        this.slope = slope;
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return x.mul(derivative(x));
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        return new ProductPass(x, derivative(x));
    }

    /** Returns d. It is 1 or 0 at first, and the slope is between them. */
    private Tensor derivative(Tensor x) {
        return x.heaviside().clampMin_(slope);
    }
}
