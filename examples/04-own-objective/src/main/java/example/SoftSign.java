package example;

import wgan.model.Layer;
import wgan.torch.Tensor;

/**
 * An activation function.
 *
 * <pre>
 *   y = x / (1 + |x|)        dy/dx = 1 / (1 + |x|)²
 * </pre>
 */
final class SoftSign implements Layer {
    @Override
    public Tensor evaluate(Tensor x) {
        return x.div(x.abs().add(1));
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        Tensor scale = x.abs().add(1); // the shape of x
        Tensor y = x.div(scale);
        return new Pass() {
            @Override
            public Tensor output() {
                return y;
            }

            @Override
            public Tensor backward(Tensor gradY, OutputMask mask) {
                return gradY.div(scale).div(scale);
            }
        };
    }
}
