package wgan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wgan.torch.BatchNormalization;
import wgan.torch.Tensor;

/**
 * Batch normalisation of each channel (Ioffe and Szegedy 2015).
 *
 * <pre>
 *   y = (x - μ) / √(σ² + ε) · w + b        μ, σ²: mean and variance of the channel
 * </pre>
 *
 * <p>In training they are the batch's own, and running averages of them are kept for evaluation. Of several batches
 * one after the other each is normalised by its own.
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
    private final Buffer batchCount; // how many have been seen

    /** Normalises (B, channels) or (B, channels, H, W). */
    public BatchNorm(int channels) {
        this.channels = channels;
        weight = new Parameter("weight", Parameter.Initial.constant(1), channels);
        bias = new Parameter("bias", Parameter.Initial.constant(0), channels);
        runningMean = Buffer.ofNumbers("running_mean", 0, channels);
        runningVariance = Buffer.ofNumbers("running_var", 1, channels);
        batchCount = Buffer.ofCount("num_batches_tracked");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public List<Buffer> buffers() {
        return List.of(runningMean, runningVariance, batchCount);
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return BatchNormalization.evaluate(
                x, weight.value(), bias.value(), runningMean.value(), runningVariance.value(), EPSILON);
    }

    @Override
    public Pass forward(Tensor x, int groups) {
        if (x.numel() == (long) groups * channels) {
            // Its unbiased variance is 0 / 0, and would stay in the running one.
            throw new IllegalArgumentException("batch-norm: one number per channel in " + x + " of " + groups
                    + " batches, expected at least 2 in training; use larger batches");
        }
        List<Tensor> batches = apart(x, groups);
        List<BatchNormalization.Result> results = new ArrayList<>(groups);
        for (Tensor batch : batches) {
            results.add(BatchNormalization.train(
                    batch,
                    weight.value(),
                    bias.value(),
                    runningMean.value(),
                    runningVariance.value(),
                    MOMENTUM,
                    EPSILON));
        }
        batchCount.value().add_(groups);
        Tensor y = together(results.stream().map(BatchNormalization.Result::y).toList());
        return new BatchNormPass(batches, results, y);
    }

    /** (gB, C, …) to g times (B, C, …); the same memory. */
    private static List<Tensor> apart(Tensor x, int groups) {
        if (groups == 1) {
            return List.of(x);
        }
        if (x.size(0) % groups != 0) {
            throw new IllegalArgumentException("batch-norm: " + x + " cannot be " + groups + " batches of one size");
        }
        long size = x.size(0) / groups;
        return LongStream.range(0, groups)
                .mapToObj(group -> x.narrow(0, group * size, size))
                .toList();
    }

    /** The other way round; a copy unless it is one only. */
    private static Tensor together(List<Tensor> batches) {
        return batches.size() == 1 ? batches.getFirst() : Tensor.cat(batches, 0);
    }

    /** What was worked out of each batch, and the sums of the parameters' gradients over them. */
    private final class BatchNormPass implements Pass {
        private final List<Tensor> batches; // each (B, C, …)
        private final List<BatchNormalization.Result> results;
        private final Tensor y; // (gB, C, …)

        BatchNormPass(List<Tensor> batches, List<BatchNormalization.Result> results, Tensor y) {
            this.batches = batches;
            this.results = results;
            this.y = y;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            List<Tensor> gradYs = apart(gradY, batches.size());
            List<BatchNormalization.Gradients> gradients = new ArrayList<>(batches.size());
            for (int i = 0; i < batches.size(); i++) {
                gradients.add(BatchNormalization.backward(
                        gradYs.get(i), batches.get(i), weight.value(), results.get(i), EPSILON, mask.parameters()));
            }
            if (mask.parameters()) {
                addUp(weight, gradients.stream().map(BatchNormalization.Gradients::weight));
                addUp(bias, gradients.stream().map(BatchNormalization.Gradients::bias));
            }
            return mask.input()
                    ? together(gradients.stream()
                            .map(BatchNormalization.Gradients::input)
                            .toList())
                    : null;
        }

        private static void addUp(Parameter parameter, Stream<@Nullable Tensor> gradients) {
            parameter
                    .grad()
                    .copy_(gradients
                            .map(Objects::requireNonNull)
                            .reduce(Tensor::add)
                            .orElseThrow());
        }
    }
}
