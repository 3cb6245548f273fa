package wgan.torch;

import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolutions and their gradients.
 *
 * <p>They are fastest where the pictures lie {@linkplain Conversion#channelsLast channels last}, and give such pictures.
 */
public final class Convolutions {
    private static final Operator CONVOLUTION = Operator.aten("convolution");
    private static final Operator BACKWARD = Operator.aten("convolution_backward");
    private static final Operator COLUMNS_TO_IMAGE = Operator.aten("col2im");
    private static final long[] ONE_BY_ONE = {1, 1};
    private static final long[] NONE = {0, 0};
    private static final long ONE_GROUP = 1;

    private Convolutions() {}

    /**
     * How a square kernel moves over an image.
     *
     * @param stride steps of the kernel, in pixels
     * @param padding zeros around the image, in pixels
     * @param transposed whether it is the transposed convolution, which enlarges by the stride where the other shrinks
     */
    public record Geometry(int stride, int padding, boolean transposed) {}

    /** The gradients of a convolution; null where it was not asked for. */
    public record Gradients(
            @Nullable Tensor input,
            @Nullable Tensor weight,
            @Nullable Tensor bias) {}

    /**
     * The convolution of x.
     *
     * @param x (B, in, H, W)
     * @param weight (out, in, k, k); transposed: (in, out, k, k)
     * @param bias (out), or null for none
     * @return (B, out, H', W')
     */
    public static Tensor forward(Tensor x, Tensor weight, @Nullable Tensor bias, Geometry geometry) {
        if (geometry.transposed() && isToOneChannel(weight)) {
            long height = enlarged(x.size(2), weight.size(2), geometry);
            long width = enlarged(x.size(3), weight.size(3), geometry);
            return toOneChannel(x, weight, bias, geometry, height, width);
        }
        return CONVOLUTION
                .call()
                .tensor(x)
                .tensor(weight)
                .optional(bias)
                .integers(geometry.stride(), geometry.stride())
                .integers(geometry.padding(), geometry.padding())
                .integers(ONE_BY_ONE) // dilation
                .flag(geometry.transposed())
                .integers(NONE) // output padding
                .integer(ONE_GROUP)
                .run();
    }

    /**
     * The gradients of a convolution from the gradient of its result.
     *
     * @param gradY the gradient with respect to the result, of its shape
     * @param x what the convolution was given
     * @param weight what the convolution was given
     * @param wantInput whether to work out the gradient with respect to x
     * @param wantParameters whether to work out those with respect to weight and bias
     */
    public static Gradients backward(
            Tensor gradY, Tensor x, Tensor weight, Geometry geometry, boolean wantInput, boolean wantParameters) {
        if (wantInput && !geometry.transposed() && isToOneChannel(weight)) {
            Tensor input = toOneChannel(gradY, weight, null, geometry, x.size(2), x.size(3));
            if (!wantParameters) {
                return new Gradients(input, null, null);
            }
            Gradients parameters = backward(gradY, x, weight, geometry, false, true);
            return new Gradients(input, parameters.weight(), parameters.bias());
        }
        long outputs = weight.size(geometry.transposed() ? 1 : 0);
        @Nullable
        Tensor[] gradients = BACKWARD.call()
                .tensor(gradY)
                .tensor(x)
                .tensor(weight)
                .optionalIntegers(outputs) // shape of the bias
                .integers(geometry.stride(), geometry.stride())
                .integers(geometry.padding(), geometry.padding())
                .integers(ONE_BY_ONE) // dilation
                .flag(geometry.transposed())
                .integers(NONE) // output padding
                .integer(ONE_GROUP)
                .flags(wantInput, wantParameters, wantParameters)
                .run(3);
        return new Gradients(gradients[0], gradients[1], gradients[2]);
    }

    /**
     * Whether pictures of one channel are to be made on the CPU. For that oneDNN works out sixteen channels and drops fifteen;
     * {@link #toOneChannel} takes a third of the time or less.
     */
    private static boolean isToOneChannel(Tensor weight) {
        return weight.rank() == 4 && weight.size(1) == 1 && weight.device().isCpu();
    }

    /** The size of a dimension after a transposed convolution. */
    private static long enlarged(long size, long kernel, Geometry geometry) {
        return (size - 1) * geometry.stride() - 2L * geometry.padding() + kernel;
    }

    /**
     * The transposed convolution to one channel: what each pixel of x adds to those that the kernel covers is one product of
     * matrices, and what remains is to add up where kernels overlap, which is done in f32 for bf16.
     *
     * @param x (B, C, H, W)
     * @param weight (C, 1, k, k)
     * @param bias (1), or null for none
     * @return (B, 1, height, width)
     */
    private static Tensor toOneChannel(
            Tensor x, Tensor weight, @Nullable Tensor bias, Geometry geometry, long height, long width) {
        long batch = x.size(0);
        long channels = x.size(1);
        long pixels = x.size(2) * x.size(3);
        long kernel = weight.size(2) * weight.size(3);
        DType sums = x.dtype() == DType.BF16 ? DType.F32 : x.dtype();
        try (var temporaries = TensorScope.open()) {
            Tensor byPixel = Shapes.reshape(Shapes.permute(x, 0, 2, 3, 1), batch * pixels, channels);
            Tensor covered = MatrixProducts.multiply(byPixel, Shapes.reshape(weight, channels, kernel));
            Tensor columns = Shapes.transpose(Shapes.view(covered, batch, pixels, kernel), 1, 2); // (B, k², H W)
            Tensor y = COLUMNS_TO_IMAGE
                    .call()
                    .tensor(Conversion.to(columns, sums))
                    .integers(height, width)
                    .integers(weight.size(2), weight.size(3))
                    .integers(ONE_BY_ONE) // dilation
                    .integers(geometry.padding(), geometry.padding())
                    .integers(geometry.stride(), geometry.stride())
                    .run();
            Tensor biased = bias == null ? y : Elementwise.add(y, Conversion.to(bias, sums));
            return TensorScope.promote(Conversion.to(biased, x.dtype()));
        }
    }
}
