package wgan.torch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation over every dimension but the second, the channel (Ioffe and Szegedy 2015).
 *
 * <p>y = (x - mean) / √(var + ε) · weight + bias, where mean and (biased) variance are the batch's own in training and
 * the running ones in evaluation.
 */
public final class BatchNormalization {
    private static final Operator FORWARD = Operator.aten("native_batch_norm");
    private static final Operator BACKWARD = Operator.aten("native_batch_norm_backward");

    private BatchNormalization() {}

    /**
     * What a pass in training mode gives.
     *
     * @param y of the shape of x
     * @param mean (C), the batch's
     * @param inverseDeviation (C), 1 / √(var + ε) of the batch
     */
    public record Result(Tensor y, Tensor mean, Tensor inverseDeviation) {}

    /**
     * The gradients.
     *
     * @param input of the shape of x
     * @param weight (C); null where the parameters' were not asked for
     * @param bias (C); null where the parameters' were not asked for
     */
    public record Gradients(
            Tensor input, @Nullable Tensor weight, @Nullable Tensor bias) {}

    /**
     * Normalises by the batch's own statistics and moves the running ones towards them: running ← (1 - momentum) ·
     * running + momentum · batch, with the unbiased variance.
     *
     * @param x (B, C) or (B, C, H, W)
     * @param weight (C)
     * @param bias (C)
     * @param runningMean (C), written
     * @param runningVariance (C), written
     * @param momentum how far the running statistics move, in [0, 1]
     * @param epsilon added to the variance
     */
    public static Result train(
            Tensor x,
            Tensor weight,
            Tensor bias,
            Tensor runningMean,
            Tensor runningVariance,
            double momentum,
            double epsilon) {
        requireChannels(x, weight, bias, runningMean, runningVariance);
        @Nullable
        Tensor[] results = FORWARD.call()
                .tensor(x)
                .optional(weight)
                .optional(bias)
                .optional(runningMean)
                .optional(runningVariance)
                .flag(true)
                .number(momentum)
                .number(epsilon)
                .run(3);
        return new Result(
                Objects.requireNonNull(results[0]),
                Objects.requireNonNull(results[1]),
                Objects.requireNonNull(results[2]));
    }

    /** Normalises by the running statistics, which stay as they are; see {@link #train}. */
    public static Tensor evaluate(
            Tensor x, Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVariance, double epsilon) {
        requireChannels(x, weight, bias, runningMean, runningVariance);
        @Nullable
        Tensor[] results = FORWARD.call()
                .tensor(x)
                .optional(weight)
                .optional(bias)
                .optional(runningMean)
                .optional(runningVariance)
                .flag(false)
                .number(0) // momentum, unused
                .number(epsilon)
                .run(3);
        for (int i = 1; i < results.length; i++) {
            if (results[i] != null) {
                results[i].close();
            }
        }
        return Objects.requireNonNull(results[0]);
    }

    /**
     * The gradients of {@link #train} from the gradient of its result.
     *
     * @param gradY of the shape of x
     * @param x what {@code train} was given
     * @param weight what {@code train} was given
     * @param forward what {@code train} returned
     * @param wantParameters whether to work out those with respect to weight and bias
     */
    public static Gradients backward(
            Tensor gradY, Tensor x, Tensor weight, Result forward, double epsilon, boolean wantParameters) {
        requireChannels(x, weight, forward.mean(), forward.inverseDeviation());
        gradY.requireShape("batch_norm: gradient", x.shape());
        @Nullable
        Tensor[] gradients = BACKWARD.call()
                .tensor(gradY)
                .tensor(x)
                .optional(weight)
                .none() // running mean: of use in evaluation only
                .none() // running variance
                .optional(forward.mean())
                .optional(forward.inverseDeviation())
                .flag(true)
                .number(epsilon)
                .flags(true, wantParameters, wantParameters)
                .run(3);
        return new Gradients(Objects.requireNonNull(gradients[0]), gradients[1], gradients[2]);
    }

    /** libtorch takes their sizes on trust here and would read past their ends. */
    private static void requireChannels(Tensor x, Tensor... perChannel) {
        long channels = x.size(1);
        for (Tensor tensor : perChannel) {
            tensor.requireShape("batch_norm: a parameter or statistic", channels);
        }
    }
}
