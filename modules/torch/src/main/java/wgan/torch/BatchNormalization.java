package wgan.torch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization over every dimension but the second, the channel (Ioffe and Szegedy 2015).
 *
 * <p>y = (x - mean) / √(var + eps) · weight + bias, where mean and (biased) variance are those of the batch in training, and
 * the running statistics in evaluation.
 */
public final class BatchNormalization {
    private static final Operator FORWARD = Operator.of("aten::native_batch_norm(Tensor input, Tensor? weight,"
            + " Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps)"
            + " -> (Tensor, Tensor, Tensor)");
    private static final Operator FORWARD_OUT =
            Operator.keepingShapes("aten::native_batch_norm.out(Tensor input, Tensor? weight,"
                    + " Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, *,"
                    + " Tensor(a!) out, Tensor(b!) save_mean, Tensor(c!) save_invstd)"
                    + " -> (Tensor(a!), Tensor(b!), Tensor(c!))");
    private static final Operator STATISTICS = Operator.of("aten::batch_norm_update_stats(Tensor input,"
            + " Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)");
    private static final Operator BACKWARD =
            Operator.of("aten::native_batch_norm_backward(Tensor grad_out, Tensor input,"
                    + " Tensor? weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_invstd,"
                    + " bool train, float eps, bool[3] output_mask) -> (Tensor, Tensor, Tensor)");

    private static final boolean TRAINING = true;
    private static final boolean EVALUATION = false;
    private static final double NO_MOMENTUM = 0;

    private BatchNormalization() {}

    /**
     * The results of a pass in training mode.
     *
     * @param y of the shape of x
     * @param mean (C), of the batch
     * @param invstd (C), 1 / √(var + eps) of the batch
     */
    public record Result(Tensor y, Tensor mean, Tensor invstd) {}

    /**
     * The statistics of a batch.
     *
     * @param mean (C)
     * @param var (C), biased: divided by the number of elements
     */
    public record Statistics(Tensor mean, Tensor var) {}

    /**
     * The gradients.
     *
     * @param input of the shape of x
     * @param weight (C); null if it was not requested
     * @param bias (C); null if it was not requested
     */
    public record Gradients(
            Tensor input, @Nullable Tensor weight, @Nullable Tensor bias) {}

    /**
     * Normalizes by the statistics of the batch and updates the running statistics: running ← (1 - momentum) · running +
     * momentum · batch, with the unbiased variance.
     *
     * @param x (B, C) or (B, C, H, W)
     * @param weight (C)
     * @param bias (C)
     * @param runningMean (C), written
     * @param runningVar (C), written
     * @param momentum in [0, 1]
     * @param eps added to the variance
     * @throws IllegalArgumentException if a parameter or statistic has another shape
     */
    public static Result train(
            Tensor x, Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVar, double momentum, double eps) {
        requireChannels(x, weight, bias, runningMean, runningVar);
        Results results = FORWARD.callForResults(x, weight, bias, runningMean, runningVar, TRAINING, momentum, eps);
        return new Result(results.tensor(0), results.tensor(1), results.tensor(2));
    }

    /**
     * Normalizes like {@link #train}, and writes the result to {@code y}.
     *
     * @param x contiguous in a {@link MemoryFormat}
     * @param y of the shape, type and memory format of x; it does not share memory with x
     * @throws IllegalArgumentException if y, a parameter or a statistic has another shape, or x and y are not contiguous in the
     *     same memory format
     */
    public static Result trainOut(
            Tensor x,
            Tensor weight,
            Tensor bias,
            Tensor runningMean,
            Tensor runningVar,
            double momentum,
            double eps,
            Tensor y) {
        requireChannels(x, weight, bias, runningMean, runningVar);
        y.requireShape("batch_norm: out", x.shape());
        requireSameFormat(x, y);
        try (var ifRefused = TensorScope.open()) {
            Tensor mean = Tensor.empty(weight.dtype(), x.device(), x.size(1));
            Tensor invstd = Tensor.empty(weight.dtype(), x.device(), x.size(1));
            FORWARD_OUT.run(x, weight, bias, runningMean, runningVar, TRAINING, momentum, eps, y, mean, invstd);
            return new Result(y, mean.promote(), invstd.promote());
        }
    }

    /**
     * Normalizes by the running statistics, which do not change; the parameters are those of {@link #train}.
     *
     * @return y, of the shape of x
     * @throws IllegalArgumentException if a parameter or statistic has another shape
     */
    public static Tensor evaluate(
            Tensor x, Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVar, double eps) {
        requireChannels(x, weight, bias, runningMean, runningVar);
        Results results =
                FORWARD.callForResults(x, weight, bias, runningMean, runningVar, EVALUATION, NO_MOMENTUM, eps);
        for (int i = 1; i < results.size(); i++) { // statistics of the batch, which evaluation does not compute
            Tensor unused = results.tensorOrNull(i);
            if (unused != null) {
                unused.close();
            }
        }
        return results.tensor(0);
    }

    /**
     * Computes the mean and the biased variance of each channel.
     *
     * @param x (B, C) or (B, C, H, W)
     * @param dtype that of the result: the type of x, or f32 if x is bf16
     */
    public static Statistics statistics(Tensor x, DType dtype) {
        try (var temporaries = TensorScope.open()) {
            Tensor running = Tensor.zeros(dtype, x.device(), x.size(1)); // selects the type of the result; it stays 0
            Results results = STATISTICS.callForResults(x, running, running.clone(), NO_MOMENTUM);
            return new Statistics(results.tensor(0).promote(), results.tensor(1).promote());
        }
    }

    /**
     * Computes the gradients of {@link #evaluate}, in which the statistics are constants.
     *
     * @param gradY of the shape of x
     * @param mean (C), the running mean of {@code evaluate}
     * @param var (C), the running variance of {@code evaluate}
     * @throws IllegalArgumentException if the gradient, the weight or a statistic has another shape
     */
    public static Gradients evaluateBackward(
            Tensor gradY, Tensor x, Tensor weight, Tensor mean, Tensor var, double eps) {
        requireChannels(x, weight, mean, var);
        gradY.requireShape("batch_norm: gradient", x.shape());
        try (Tensor unused = ofNoBatch(x)) {
            Results gradients = BACKWARD.callForResults(
                    gradY, x, weight, mean, var, unused, unused, EVALUATION, eps, new boolean[] {true, true, true});
            return new Gradients(gradients.tensor(0), gradients.tensorOrNull(1), gradients.tensorOrNull(2));
        }
    }

    /**
     * Computes the gradients of {@link #train} from the gradient of its result.
     *
     * @param gradY of the shape of x
     * @param x the input of {@code train}
     * @param weight the weight of {@code train}
     * @param forward the result of {@code train}
     * @param parameterMask whether to compute the gradients with respect to weight and bias
     * @throws IllegalArgumentException if the gradient, the weight or a statistic has another shape
     */
    public static Gradients backward(
            Tensor gradY, Tensor x, Tensor weight, Result forward, double eps, boolean parameterMask) {
        requireChannels(x, weight, forward.mean(), forward.invstd());
        gradY.requireShape("batch_norm: gradient", x.shape());
        Results gradients = BACKWARD.callForResults(
                gradY,
                x,
                weight,
                null, // running mean: used in evaluation only
                null, // running variance
                forward.mean(),
                forward.invstd(),
                TRAINING,
                eps,
                new boolean[] {true, parameterMask, parameterMask});
        return new Gradients(gradients.tensor(0), gradients.tensorOrNull(1), gradients.tensorOrNull(2));
    }

    /** Returns the statistics of a batch that has none: CUDA's kernels require a tensor, and use the running statistics if it is empty. */
    private static Tensor ofNoBatch(Tensor x) {
        return Tensor.empty(x.dtype() == DType.F64 ? DType.F64 : DType.F32, x.device(), 0);
    }

    /** Checks the memory formats: libtorch would write wrong elements to other tensors. */
    private static void requireSameFormat(Tensor x, Tensor y) {
        if (Arrays.stream(MemoryFormat.values())
                .noneMatch(format -> x.isContiguous(format) && y.isContiguous(format))) {
            throw new IllegalArgumentException("batch_norm: input " + x + " and out " + y
                    + " are not contiguous in the same memory format; copy the input by contiguous(format), and create out in that"
                    + " format");
        }
    }

    /** Checks the sizes: libtorch does not, and would read outside the tensors. */
    private static void requireChannels(Tensor x, Tensor... perChannel) {
        long channels = x.size(1);
        for (Tensor tensor : perChannel) {
            tensor.requireShape("batch_norm: a parameter or statistic", channels);
        }
    }
}
