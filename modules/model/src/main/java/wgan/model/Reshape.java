package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.MemoryFormat;
import wgan.torch.Tensor;

/**
 * Changes the shape of each sample. Outputs (B, C, H, W) have the memory format {@link MemoryFormat#CHANNELS_LAST}, for
 * convolutions.
 */
public final class Reshape implements Layer {
    /** Dimensions of a batch of images: (B, C, H, W). */
    private static final int IMAGE_DIMS = 4;

    private final long[] sampleShape;

    /**
     * Creates a layer that changes the shape.
     *
     * @param sampleShape the new shape of a sample, without the batch dimension
     */
    public Reshape(long... sampleShape) {
        this.sampleShape = sampleShape.clone();
    }

    @Override
    public Tensor evaluate(Tensor x) {
        long[] shape = new long[sampleShape.length + 1];
        shape[0] = x.size(0);
        System.arraycopy(sampleShape, 0, shape, 1, sampleShape.length);
        return reshape(x, shape);
    }

    private static Tensor reshape(Tensor x, long... shape) {
        Tensor y = x.reshape(shape);
        return shape.length == IMAGE_DIMS ? y.contiguous(MemoryFormat.CHANNELS_LAST) : y;
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        return new ReshapePass(x.shape(), evaluate(x));
    }

    private final class ReshapePass implements Pass {
        private final long[] inputShape;
        private final Tensor y;

        ReshapePass(long[] inputShape, Tensor y) {
            this.inputShape = inputShape;
            this.y = y;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            return mask.input() ? reshape(gradY, inputShape) : null;
        }

        @Override
        public Pass jvp(Tensor u) {
            return new ReshapePass(inputShape, evaluate(u));
        }
    }
}
