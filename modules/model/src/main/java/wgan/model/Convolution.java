package wgan.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.Convolutions;
import wgan.torch.Convolutions.Geometry;
import wgan.torch.MemoryFormat;
import wgan.torch.Tensor;

/**
 * A two-dimensional convolution with a square kernel, plain or transposed: PyTorch's {@code Conv2d} and {@code ConvTranspose2d}.
 *
 * <pre>
 *   plain:       y[o, p] = b[o] + Σ over i, q of W[o, i, q] · x[i, stride · p + q - padding]
 *   transposed:  the gradient of a plain convolution with respect to its input, as a function
 * </pre>
 *
 * <p>Outputs of several channels have the memory format {@link MemoryFormat#CHANNELS_LAST}, for any format of the input. {@link
 * Convolutions} chooses the algorithms, also those of the gradients.
 */
public final class Convolution implements Layer {
    private final Geometry geometry;
    private final Parameter weight; // (out, in, k, k); transposed: (in, out, k, k)
    private final Parameter bias; // (out)

    private Convolution(Geometry geometry, long[] weightShape, int outputs) {
        this.geometry = geometry;
        // PyTorch computes the fan-in of both kinds from the second dimension.
        long fanIn = weightShape[1] * weightShape[2] * weightShape[3];
        weight = new Parameter("weight", Initializer.kaimingUniform(fanIn), weightShape);
        bias = new Parameter("bias", Initializer.kaimingUniform(fanIn), outputs);
    }

    /**
     * Creates a convolution from (B, inputs, H, W) to (B, outputs, H', W') with H' = ⌊(H + 2 · padding - kernel) / stride⌋ + 1.
     *
     * @param inputs channels of x
     * @param outputs channels of y
     * @param kernel width and height of the kernel, in pixels
     * @param stride step of the kernel, in pixels
     * @param padding zeros around the image, in pixels
     */
    public static Convolution plain(int inputs, int outputs, int kernel, int stride, int padding) {
        return new Convolution(
                new Geometry(stride, padding, false), new long[] {outputs, inputs, kernel, kernel}, outputs);
    }

    /**
     * Creates a transposed convolution from (B, inputs, H, W) to (B, outputs, H', W') with H' = (H - 1) · stride - 2 · padding +
     * kernel; the parameters are those of {@link #plain}.
     */
    public static Convolution transposed(int inputs, int outputs, int kernel, int stride, int padding) {
        return new Convolution(
                new Geometry(stride, padding, true), new long[] {inputs, outputs, kernel, kernel}, outputs);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return Convolutions.convolution(
                x.contiguous(MemoryFormat.CHANNELS_LAST), weight.as(x.dtype()), bias.as(x.dtype()), geometry);
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        Tensor images = x.contiguous(MemoryFormat.CHANNELS_LAST);
        return new ConvolutionPass(images, evaluate(images), true);
    }

    private final class ConvolutionPass implements Pass {
        private final Tensor x; // (B, in, H, W)
        private final Tensor y; // (B, out, H', W')
        private final boolean hasBias; // a Jacobian-vector product has none

        ConvolutionPass(Tensor x, Tensor y, boolean hasBias) {
            this.x = x;
            this.y = y;
            this.hasBias = hasBias;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            Convolutions.Gradients gradients = Convolutions.convolutionBackward(
                    gradY.contiguous(MemoryFormat.CHANNELS_LAST),
                    x,
                    weight.as(x.dtype()),
                    geometry,
                    mask.input(),
                    mask.parameters());
            if (mask.parameters()) {
                weight.grad().copy_(requireNonNull(gradients.weight()));
                if (hasBias) {
                    bias.grad().copy_(requireNonNull(gradients.bias()));
                } else {
                    bias.grad().zero_();
                }
            }
            return gradients.input();
        }

        @Override
        public Pass jvp(Tensor u) {
            Tensor images = u.contiguous(MemoryFormat.CHANNELS_LAST);
            Tensor product = Convolutions.convolution(images, weight.as(u.dtype()), null, geometry);
            return new ConvolutionPass(images, product, false);
        }
    }
}
