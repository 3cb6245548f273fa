package wgan.torch;

import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolutions and their gradients.
 *
 * <p>They are fastest where the images lie {@linkplain Conversion#channelsLast channels last}, and give such images.
 */
public final class Convolutions {
    private static final Operator CONVOLUTION = Operator.aten("convolution");
    private static final Operator BACKWARD = Operator.aten("convolution_backward");
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
}
