package wgan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wgan.torch.BatchNormalization;
import wgan.torch.MemoryFormat;
import wgan.torch.Tensor;

/**
 * Batch normalization of each channel (Ioffe and Szegedy 2015).
 *
 * <pre>
 *   y = (x - μ) / √(σ² + ε) · w + b        μ, σ²: mean and variance of the channel
 * </pre>
 *
 * <p>In training, they are those of the batch; running averages of them are used in evaluation. Each of several batches is
 * normalized by its own statistics. If the samples of a batch are distributed over processes, its statistics are those of all of
 * them after {@link #synchronize}, as in PyTorch's {@code SyncBatchNorm}.
 */
public final class BatchNorm implements Layer {
    /** PyTorch's defaults. */
    private static final double MOMENTUM = 0.1;

    private static final double EPS = 1e-5;

    /** Dimensions of images: (B, C, H, W). */
    private static final int IMAGE_DIMS = 4;

    private final int channels;
    private final Parameter weight; // (C)
    private final Parameter bias; // (C)
    private final Buffer runningMean; // (C)
    private final Buffer runningVar; // (C), unbiased
    private final Buffer numBatchesTracked; // ()
    private @Nullable AllReduce processes; // null if every batch is in one process

    /**
     * Creates a layer for inputs (B, channels) or (B, channels, H, W). In training, a batch must have at least 2 elements
     * per channel.
     */
    public BatchNorm(int channels) {
        this.channels = channels;
        weight = new Parameter("weight", Initializer.constant(1), channels);
        bias = new Parameter("bias", Initializer.constant(0), channels);
        runningMean = Buffer.of("running_mean", 0, channels);
        runningVar = Buffer.of("running_var", 1, channels);
        numBatchesTracked = Buffer.counter("num_batches_tracked");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public List<Buffer> buffers() {
        return List.of(runningMean, runningVar, numBatchesTracked);
    }

    @Override
    public void synchronize(AllReduce allReduce) {
        processes = allReduce;
    }

    @Override
    public Tensor evaluate(Tensor x) {
        return BatchNormalization.evaluate(
                x, weight.value(), bias.value(), runningMean.value(), runningVar.value(), EPS);
    }

    @Override
    public Pass forward(Tensor x, int batches) {
        if (batches < 1) {
            throw new IllegalArgumentException("batch-norm: input has " + batches + " batches, expected 1 or more");
        }
        if (processes == null && x.numel() == (long) batches * channels) {
            // The unbiased variance would be 0 / 0, and the running variance would stay NaN.
            throw new IllegalArgumentException("batch-norm: input is " + x + " in " + batches
                    + " batches, which is 1 element per channel, expected at least 2 in training; use larger batches");
        }
        Pass pass;
        if (processes != null) {
            pass = forwardOfProcesses(x, batches, processes);
        } else {
            pass = batches == 1 ? forward(x) : forwardOfBatches(x, batches);
        }
        numBatchesTracked.increment(batches);
        return pass;
    }

    private Pass forward(Tensor x) {
        BatchNormalization.Result result = BatchNormalization.train(
                x, weight.value(), bias.value(), runningMean.value(), runningVar.value(), MOMENTUM, EPS);
        return new BatchNormPass(1, result.y(), backward(List.of(x), List.of(result)));
    }

    private Pass forwardOfBatches(Tensor x, int batches) {
        Tensor dense = x.contiguous(x.dim() == IMAGE_DIMS ? MemoryFormat.CHANNELS_LAST : MemoryFormat.CONTIGUOUS);
        Tensor y = dense.emptyLike();
        List<Tensor> inputs = split(dense, batches);
        List<Tensor> outputs = split(y, batches);
        List<BatchNormalization.Result> results = new ArrayList<>(batches);
        for (int batch = 0; batch < batches; batch++) {
            results.add(BatchNormalization.trainOut(
                    inputs.get(batch),
                    weight.value(),
                    bias.value(),
                    runningMean.value(),
                    runningVar.value(),
                    MOMENTUM,
                    EPS,
                    outputs.get(batch)));
        }
        return new BatchNormPass(batches, y, backward(inputs, results));
    }

    private Pass forwardOfProcesses(Tensor x, int batches, AllReduce allReduce) {
        SynchronizedBatchNorm.Pass pass = new SynchronizedBatchNorm(allReduce, weight.value(), bias.value(), EPS)
                .forward(split(x, batches), runningMean.value(), runningVar.value(), MOMENTUM);
        return new BatchNormPass(batches, join(pass.outputs()), (gradYs, parameters) -> pass.backward(gradYs));
    }

    /** Returns the derivative of batches that are in one process. */
    private Backward backward(List<Tensor> inputs, List<BatchNormalization.Result> results) {
        return (gradYs, parameters) -> {
            List<BatchNormalization.Gradients> gradients = new ArrayList<>(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
                gradients.add(BatchNormalization.backward(
                        gradYs.get(i), inputs.get(i), weight.value(), results.get(i), EPS, parameters));
            }
            return gradients;
        };
    }

    /** Splits (nB, C, …) into n views (B, C, …). */
    private static List<Tensor> split(Tensor x, int batches) {
        if (batches == 1) {
            return List.of(x);
        }
        if (x.size(0) % batches != 0) {
            throw new IllegalArgumentException(
                    "batch-norm: input is " + x + ", expected " + batches + " batches of equal size");
        }
        long size = x.size(0) / batches;
        return LongStream.range(0, batches)
                .mapToObj(batch -> x.narrow(0, batch * size, size))
                .toList();
    }

    /** Joins n tensors (B, C, …) to (nB, C, …): a copy, unless there is only one. */
    private static Tensor join(List<Tensor> batches) {
        return batches.size() == 1 ? batches.getFirst() : Tensor.cat(batches, 0);
    }

    /** Computes the gradients of each batch from those of its output; those of the parameters only if they are requested. */
    @FunctionalInterface
    private interface Backward {
        List<BatchNormalization.Gradients> apply(List<Tensor> gradYs, boolean parameters);
    }

    /** The gradients of the parameters are the sums over the batches. */
    private final class BatchNormPass implements Pass {
        private final int batches;
        private final Tensor y; // (nB, C, …)
        private final Backward backward;

        BatchNormPass(int batches, Tensor y, Backward backward) {
            this.batches = batches;
            this.y = y;
            this.backward = backward;
        }

        @Override
        public Tensor output() {
            return y;
        }

        @Override
        public @Nullable Tensor backward(Tensor gradY, OutputMask mask) {
            List<BatchNormalization.Gradients> gradients = backward.apply(split(gradY, batches), mask.parameters());
            if (mask.parameters()) {
                setGrad(weight, gradients.stream().map(BatchNormalization.Gradients::weight));
                setGrad(bias, gradients.stream().map(BatchNormalization.Gradients::bias));
            }
            return mask.input()
                    ? join(gradients.stream()
                            .map(BatchNormalization.Gradients::input)
                            .toList())
                    : null;
        }

        private static void setGrad(Parameter parameter, Stream<@Nullable Tensor> ofBatches) {
            parameter
                    .grad()
                    .copy_(ofBatches
                            .map(Objects::requireNonNull)
                            .reduce(Tensor::add)
                            .orElseThrow());
        }
    }
}
