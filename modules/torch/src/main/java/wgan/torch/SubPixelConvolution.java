package wgan.torch;

import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution of stride 2 as a convolution of stride 1 and a permutation of pixels (Shi et al. 2016,
 * "sub-pixel convolution").
 *
 * <pre>
 *   transposed:  y[o, 2i + a, 2j + b] = Σ over c, d, e of W[c, o, a + p - 2d, b + p - 2e] · x[c, i + d, j + e]
 *   here:        the four phases (a, b) of y[o] are channels of a convolution with d, e ∈ {-1, 0, 1}
 * </pre>
 *
 * <p>oneDNN computes the output channels of a convolution in blocks of 16. A transposed convolution to 1 channel fills a block
 * to a sixteenth; here, its 4 phases fill a quarter, and there are a quarter as many pixels. It takes less than half the time.
 */
final class SubPixelConvolution {
    private static final Operator FLIP = Operator.of("aten::flip(Tensor self, int[] dims) -> Tensor");

    private static final int STRIDE = 2;
    private static final int PHASES = STRIDE * STRIDE;
    /** Height and width of the kernel of each phase. */
    private static final int TAPS = 3;
    /** For smaller batches of f32, one thread computes a convolution of stride 1 without oneDNN, and slowly. */
    private static final int MIN_BATCH = 16;
    /** The number of output channels whose phases fit into a block of oneDNN. */
    private static final int MAX_OUTPUTS = 4;

    private SubPixelConvolution() {}

    /**
     * Returns whether {@link #transposed} can compute a transposed convolution, and is faster than oneDNN's own.
     *
     * @param x (B, in, H, W)
     * @param weight (in, out, k, k)
     * @param geometry of the transposed convolution, or of the plain one whose input gradient it is
     * @param height of the result
     * @param width of the result
     */
    static boolean isFaster(Tensor x, Tensor weight, Convolutions.Geometry geometry, long height, long width) {
        return x.device().isCpu()
                && weight.device().isCpu()
                && x.size(0) >= MIN_BATCH
                && x.size(1) == weight.size(0)
                && weight.size(1) <= MAX_OUTPUTS
                && weight.size(2) == weight.size(3)
                && geometry.stride() == STRIDE
                && (geometry.padding() == 1 || geometry.padding() == 2)
                && weight.size(2) == geometry.padding() + TAPS // all elements are among the taps
                && height == STRIDE * x.size(2)
                && width == STRIDE * x.size(3);
    }

    /**
     * Returns a transposed convolution with twice the height and width.
     *
     * @param x (B, in, H, W)
     * @param weight (in, out, k, k)
     * @param bias (out), or null for none
     * @return (B, out, 2H, 2W), channels-last
     */
    static Tensor transposed(Tensor x, Tensor weight, @Nullable Tensor bias) {
        long batch = x.size(0);
        long height = x.size(2);
        long width = x.size(3);
        long outputs = weight.size(1);
        try (var temporaries = TensorScope.open()) {
            Tensor biases =
                    bias == null ? null : bias.expand(PHASES, outputs).reshape(PHASES * outputs); // one for each phase
            Tensor phases = Convolutions.direct(x, phaseWeight(weight), biases, new Convolutions.Geometry(1, 1, false));
            return phases.permute(0, 2, 3, 1) // (B, H, W, 4 · out)
                    .view(batch, height, width, STRIDE, STRIDE, outputs)
                    .permute(0, 1, 3, 2, 4, 5) // (B, H, 2, W, 2, out)
                    .reshape(batch, STRIDE * height, STRIDE * width, outputs)
                    .permute(0, 3, 1, 2)
                    .promote();
        }
    }

    /**
     * Returns the weight of the convolution to the phases.
     *
     * <p>With k = p + 3, tap d = t - 1 of phase a is element 2t - a of the reversed kernel, so that every second element, from
     * 1 - a on, of the reversed kernel with a zero before it belongs to phase a.
     *
     * @param weight (in, out, k, k)
     * @return (4 · out, in, 3, 3)
     */
    private static Tensor phaseWeight(Tensor weight) {
        long inputs = weight.size(0);
        long outputs = weight.size(1);
        long kernel = weight.size(2);
        Tensor padded = Tensor.zeros(weight.dtype(), weight.device(), inputs, outputs, STRIDE * TAPS, STRIDE * TAPS);
        padded.narrow(2, 1, kernel).narrow(3, 1, kernel).copy_(FLIP.call(weight, new long[] {2, 3}));
        Tensor elements = padded.view(inputs, outputs, TAPS, STRIDE, TAPS, STRIDE);
        return FLIP.call(elements, new long[] {3, 5}) // element 1 - a first
                .permute(3, 5, 1, 0, 2, 4) // (a, b, out, in, t, u)
                .reshape(PHASES * outputs, inputs, TAPS, TAPS);
    }
}
