package wgan.torch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolutions and their gradients.
 *
 * <p>They are fastest for images in the memory format {@link MemoryFormat#CHANNELS_LAST}, and then return such images.
 */
public final class Convolutions {
    private static final Operator CONVOLUTION =
            Operator.of("aten::convolution(Tensor input, Tensor weight, Tensor? bias,"
                    + " SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding,"
                    + " SymInt groups) -> Tensor");
    private static final Operator CONVOLUTION_BACKWARD = Operator.of("aten::convolution_backward(Tensor grad_output,"
            + " Tensor input, Tensor weight, SymInt[]? bias_sizes, SymInt[] stride, SymInt[] padding, SymInt[] dilation,"
            + " bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask)"
            + " -> (Tensor, Tensor, Tensor)");
    private static final long[] NO_DILATION = {1, 1};
    private static final long[] NO_OUTPUT_PADDING = {0, 0};
    private static final long ONE_GROUP = 1;
    private static final long @Nullable [] NO_BIAS = null;

    private Convolutions() {}

    /**
     * The way in which a square kernel moves over an image.
     *
     * @param stride step of the kernel, in pixels
     * @param padding zeros around the image, in pixels
     * @param transposed whether the convolution is transposed, which enlarges an image by the stride
     */
    public record Geometry(int stride, int padding, boolean transposed) {
        private long[] strides() {
            return new long[] {stride, stride};
        }

        private long[] paddings() {
            return new long[] {padding, padding};
        }
    }

    /**
     * The gradients of a convolution; null where they were not requested.
     *
     * @param input of the shape of the input
     * @param weight of the shape of the weight
     * @param bias (out)
     */
    public record Gradients(
            @Nullable Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias) {}

    /**
     * Returns the convolution of x.
     *
     * @param x (B, in, H, W)
     * @param weight (out, in, k, k); transposed: (in, out, k, k)
     * @param bias (out), or null for none
     * @return (B, out, H', W'); H' = ⌊(H + 2 · padding - k) / stride⌋ + 1; transposed: H' = (H - 1) · stride - 2 · padding + k
     * @throws TorchException if the shapes do not fit
     */
    public static Tensor convolution(Tensor x, Tensor weight, @Nullable Tensor bias, Geometry geometry) {
        if (geometry.transposed() && areImages(x, weight)) {
            long growth = weight.size(2) - geometry.stride() - 2L * geometry.padding();
            long height = geometry.stride() * x.size(2) + growth;
            long width = geometry.stride() * x.size(3) + growth;
            if (isBias(bias, weight.size(1)) && SubPixelConvolution.isFaster(x, weight, geometry, height, width)) {
                return SubPixelConvolution.transposed(x, weight, bias);
            }
        }
        return direct(x, weight, bias, geometry);
    }

    /** Returns the convolution as libtorch computes it. */
    static Tensor direct(Tensor x, Tensor weight, @Nullable Tensor bias, Geometry geometry) {
        return CONVOLUTION.call(
                x,
                weight,
                bias,
                geometry.strides(),
                geometry.paddings(),
                NO_DILATION,
                geometry.transposed(),
                NO_OUTPUT_PADDING,
                ONE_GROUP);
    }

    /**
     * Computes the gradients of {@link #convolution} from the gradient of its result.
     *
     * @param gradY the gradient with respect to the result, of its shape
     * @param x the input of the convolution
     * @param weight the weight of the convolution
     * @param inputMask whether to compute the gradient with respect to x
     * @param parameterMask whether to compute the gradients with respect to weight and bias
     * @throws TorchException if the shapes do not fit
     */
    public static Gradients convolutionBackward(
            Tensor gradY, Tensor x, Tensor weight, Geometry geometry, boolean inputMask, boolean parameterMask) {
        try (var ifRefused = TensorScope.open()) {
            Tensor gradX = null;
            if (inputMask && isTransposedFaster(gradY, x, weight, geometry)) {
                // The gradient of a convolution with respect to its input is a transposed convolution of gradY.
                gradX = SubPixelConvolution.transposed(gradY, weight, null);
            }
            Tensor gradWeight = null;
            if (parameterMask || (inputMask && gradX == null)) {
                Results gradients = CONVOLUTION_BACKWARD.callForResults(
                        gradY,
                        x,
                        weight,
                        NO_BIAS,
                        geometry.strides(),
                        geometry.paddings(),
                        NO_DILATION,
                        geometry.transposed(),
                        NO_OUTPUT_PADDING,
                        ONE_GROUP,
                        new boolean[] {inputMask && gradX == null, parameterMask, false});
                gradX = gradX == null ? gradients.tensorOrNull(0) : gradX;
                gradWeight = gradients.tensorOrNull(1);
            }
            Tensor gradBias = parameterMask ? sumOverImages(gradY) : null;
            return new Gradients(promoted(gradX), promoted(gradWeight), promoted(gradBias));
        }
    }

    private static @Nullable Tensor promoted(@Nullable Tensor tensor) {
        return tensor == null ? null : tensor.promote();
    }

    /** Returns whether a tensor is a bias of so many channels; others are refused by libtorch. */
    private static boolean isBias(@Nullable Tensor bias, long outputs) {
        return bias == null || (bias.dim() == 1 && bias.size(0) == outputs);
    }

    /** A transposed convolution does not read x; where x does not fit, libtorch refuses the call. */
    private static boolean isTransposedFaster(Tensor gradY, Tensor x, Tensor weight, Geometry geometry) {
        return !geometry.transposed()
                && areImages(gradY, x, weight)
                && gradY.size(0) == x.size(0)
                && weight.size(1) == x.size(1)
                && gradY.dtype() == x.dtype()
                && x.device().isCpu()
                && SubPixelConvolution.isFaster(gradY, weight, geometry, x.size(2), x.size(3));
    }

    private static boolean areImages(Tensor... tensors) {
        return Arrays.stream(tensors).allMatch(tensor -> tensor.dim() == MemoryFormat.IMAGE_DIMS);
    }

    /** Returns the gradient with respect to the bias. oneDNN computes it slowly for a transposed convolution. */
    private static Tensor sumOverImages(Tensor gradY) {
        return Reductions.sum(gradY, 0, 2, 3);
    }
}
