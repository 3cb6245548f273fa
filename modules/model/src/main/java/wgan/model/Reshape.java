package wgan.model;

import org.jspecify.annotations.Nullable;
import wgan.torch.MemoryFormat;
import wgan.torch.Tensor;

/**
 * The numbers of each sample in another shape; images lie {@linkplain Conversion#channelsLast channels last}, as convolutions
 * like them.
 */
public final class Reshape implements Layer {
    /** The rank of a batch of images: (B, C, H, W). */
    private static final int IMAGES = 4;

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
        return reshaped(x, shape);
    }

    private static Tensor reshaped(Tensor x, long... shape) {
        Tensor y = x.reshape(shape);
        return shape.length == IMAGES ? y.contiguous(MemoryFormat.CHANNELS_LAST) : y;
    }

    @Override
    public Pass forward(Tensor x, int groups) {
        return new ReshapePass(x.shape(), evaluate(x));
    }

    private final class ReshapePass implements Pass {
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
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            return mask.input() ? reshaped(gradY, shape) : null;
        }

        @Override
        public Pass jvp(Tensor u) {
            return new ReshapePass(shape, evaluate(u));
        }
    }
}
