package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.Shapes;
import wgan.torch.Tensor;

/** The numbers of each sample in another shape. */
public final class Reshape implements Layer {
    private final long[] sampleShape;

    /**
     * To samples of this shape.
     *
     * @param sampleShape without the batch
     */
    public Reshape(long... sampleShape) {
        this.sampleShape = sampleShape.clone();
    }

    @Override
    public Tensor evaluate(Tensor x) {
        long[] shape = new long[sampleShape.length + 1];
        shape[0] = x.size(0);
        System.arraycopy(sampleShape, 0, shape, 1, sampleShape.length);
        return Shapes.reshape(x, shape);
    }

    @Override
    public Pass forward(Tensor x, int groups) {
        return new ReshapePass(x.shape(), evaluate(x));
    }

    private static final class ReshapePass implements Pass {
        private final long[] shape;
        private final Tensor y;

        ReshapePass(long[] shape, Tensor y) {
            this.shape = shape;
            this.y = y;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, Wanted wanted) {
            return wanted.input() ? Shapes.reshape(gradY, shape) : null;
        }
    }
}
