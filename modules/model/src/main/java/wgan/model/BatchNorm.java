package wgan.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.torch.BatchNormalization;
import wgan.torch.Conversion;
import wgan.torch.Elementwise;
import wgan.torch.Reductions;
import wgan.torch.Shapes;
import wgan.torch.Tensor;

/**
 * Batch normalisation of each channel (Ioffe and Szegedy 2015).
 *
 * <pre>
 *   y = (x - μ) / √(σ² + ε) · w + b        μ, σ²: mean and variance of the channel
 * </pre>
 *
 * <p>In training they are the batch's own, and running averages of them are kept for evaluation. Of interleaved batches
 * each has its own: (r₀, f₀, r₁, f₁ …) of 2B samples with C channels is, without moving a number, B samples with 2C
 * channels, and those are normalised at once.
 */
public final class BatchNorm implements Layer {
    /** PyTorch's defaults. */
    private static final double MOMENTUM = 0.1;

    private static final double EPSILON = 1e-5;

    private final int channels;
    private final Parameter weight; // (C)
    private final Parameter bias; // (C)
    private final Buffer runningMean; // (C)
    private final Buffer runningVariance; // (C), unbiased
    private final Buffer batches; // how many have been seen

    /** Normalises (B, channels) or (B, channels, H, W). */
    public BatchNorm(int channels) {
        this.channels = channels;
        weight = new Parameter("weight", Parameter.Initial.constant(1), channels);
        bias = new Parameter("bias", Parameter.Initial.constant(0), channels);
        runningMean = Buffer.ofNumbers("running_mean", 0, channels);
        runningVariance = Buffer.ofNumbers("running_var", 1, channels);
        batches = Buffer.ofCount("num_batches_tracked");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public List<Buffer> buffers() {
        return List.of(runningMean, runningVariance, batches);
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return BatchNormalization.evaluate(
                x, weight.value(), bias.value(), runningMean.value(), runningVariance.value(), EPSILON);
    }

    @Override
    public Pass forward(Tensor x, int groups) {
        if (x.count() == (long) groups * channels) {
            // Its unbiased variance is 0 / 0, and would stay in the running one.
            throw new IllegalArgumentException("batch-norm: one number per channel in " + x + " of " + groups
                    + " interleaved batches, expected at least 2 in training; use larger batches");
        }
        Tensor side = sideBySide(x, groups); // (B, gC, …)
        Tensor weights = repeated(weight.value(), groups); // (gC)
        Tensor means = repeated(runningMean.value(), groups); // (gC)
        Tensor variances = repeated(runningVariance.value(), groups); // (gC)
        BatchNormalization.Result result = BatchNormalization.train(
                side, weights, repeated(bias.value(), groups), means, variances, MOMENTUM, EPSILON);
        keepRunning(runningMean.value(), means, groups);
        keepRunning(runningVariance.value(), variances, groups);
        Elementwise.addInPlace(batches.value(), groups);
        return new BatchNormPass(side, weights, result, groups, Shapes.reshape(result.y(), x.shape()));
    }

    /** (gB, C, …) to (B, gC, …); the same memory. */
    private Tensor sideBySide(Tensor x, int groups) {
        long[] shape = x.shape();
        shape[0] /= groups;
        shape[1] *= groups;
        return Shapes.reshape(x, shape);
    }

    private static Tensor repeated(Tensor perChannel, int groups) {
        return Shapes.concatenate(Collections.nCopies(groups, perChannel), 0);
    }

    /**
     * Sets the running average to what it would be, had the batches come one after the other.
     *
     * <p>Each group has moved its own copy r of the average a by its batch: r = (1 - m) · a + m · batch. Moving on from
     * the average a' of the groups before it would have given (1 - m) · a' + m · batch = r + (1 - m) · (a' - a).
     */
    private void keepRunning(Tensor average, Tensor moved, int groups) {
        Tensor before = average;
        for (int group = 0; group < groups; group++) {
            Tensor own = Shapes.narrow(moved, 0, (long) group * channels, channels);
            before = group == 0 ? own : Elementwise.addScaled(own, Elementwise.subtract(before, average), 1 - MOMENTUM);
        }
        Conversion.copyInPlace(average, before);
    }

    private final class BatchNormPass implements Pass {
        private final Tensor x; // (B, gC, …)
        private final Tensor weights; // (gC)
        private final BatchNormalization.Result result;
        private final int groups;
        private final Tensor y; // (gB, C, …)

        BatchNormPass(Tensor x, Tensor weights, BatchNormalization.Result result, int groups, Tensor y) {
            this.x = x;
            this.weights = weights;
            this.result = result;
            this.groups = groups;
            this.y = y;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, Wanted wanted) {
            BatchNormalization.Gradients gradients = BatchNormalization.backward(
                    sideBySide(gradY, groups), x, weights, result, EPSILON, wanted.parameters());
            if (wanted.parameters()) {
                addUp(weight.gradient(), requireNonNull(gradients.weight()));
                addUp(bias.gradient(), requireNonNull(gradients.bias()));
            }
            return wanted.input() ? Shapes.reshape(gradients.input(), gradY.shape()) : null;
        }

        /** Sums the groups' (gC) into the parameter's (C). */
        private void addUp(Tensor target, Tensor gradients) {
            Reductions.sumInto(target, Shapes.view(gradients, groups, channels), 0);
        }
    }
}
