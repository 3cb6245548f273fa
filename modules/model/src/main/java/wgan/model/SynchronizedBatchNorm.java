package wgan.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import wgan.torch.BatchNormalization;
import wgan.torch.BatchNormalization.Gradients;
import wgan.torch.BatchNormalization.Statistics;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * Batch normalization of batches whose samples are distributed over processes: the statistics are those of all samples.
 *
 * <p>Every process computes the loss L of its own n of all N samples, as a mean over them, and the loss of the whole batch is the mean of
 * these, weighted by n / N. Gradients that the layers pass to each other are those of L, so that the layers need not know of other
 * processes. Here samples of other processes depend on x, too:
 *
 * <pre>
 *   dL/dx = w / √(σ² + ε) · (dL/dy - S₁ / n - x̂ · S₂ / n)      S₁ = Σ n / N · Σ dL/dy      S₂ = Σ n / N · Σ dL/dy · x̂
 * </pre>
 *
 * <p>where the outer sums are over all processes, and n is the number of elements of a channel.
 */
final class SynchronizedBatchNorm {
    private final AllReduce processes;
    private final Tensor weight; // (C)
    private final Tensor bias; // (C)
    private final double eps;

    SynchronizedBatchNorm(AllReduce processes, Tensor weight, Tensor bias, double eps) {
        this.processes = processes;
        this.weight = weight;
        this.bias = bias;
        this.eps = eps;
    }

    /**
     * A normalized batch.
     *
     * @param x (B, C, …)
     * @param mean (C), of all processes
     * @param var (C), biased, of all processes
     * @param count (1), f64, the number of elements of a channel of all processes
     */
    private record Batch(Tensor x, Tensor mean, Tensor var, Tensor count) {
        /** Returns the number of elements of a channel in this process. */
        double localCount() {
            return (double) x.numel() / x.size(1);
        }
    }

    /**
     * Normalizes batches, and adds their statistics to the running ones.
     *
     * @param inputs each (B, C, …)
     * @param runningMean (C), written
     * @param runningVar (C), written
     */
    Pass forward(List<Tensor> inputs, Tensor runningMean, Tensor runningVar, double momentum) {
        List<Batch> batches = globalStatistics(inputs);
        List<Tensor> outputs = new ArrayList<>(batches.size());
        for (Batch batch : batches) {
            outputs.add(BatchNormalization.evaluate(batch.x(), weight, bias, batch.mean(), batch.var(), eps));
            Tensor unbiased = batch.var()
                    .to(DType.F64)
                    .mul(batch.count())
                    .div(batch.count().sub(1).maximum(1)); // a single element has no unbiased variance
            runningMean.lerp_(batch.mean(), momentum);
            runningVar.lerp_(unbiased.to(runningVar.dtype()), momentum);
        }
        return new Pass(batches, outputs);
    }

    /** Computes the statistics of all processes, with one message for all batches. */
    private List<Batch> globalStatistics(List<Tensor> inputs) {
        long channels = weight.numel();
        List<Tensor> rows = new ArrayList<>(inputs.size());
        for (Tensor x : inputs) {
            Statistics local = BatchNormalization.statistics(x, weight.dtype());
            double count = (double) x.numel() / channels;
            Tensor mean = local.mean().to(DType.F64);
            Tensor meanOfSquares = local.var().to(DType.F64).add(mean.mul(mean));
            Tensor one = Tensor.zeros(DType.F64, x.device(), 1).fill_(1);
            rows.add(Tensor.cat(List.of(mean, meanOfSquares, one), 0).mul(count));
        }
        Tensor sums = Tensor.stack(rows, 0); // (batches, 2C + 1)
        processes.sum(sums);
        List<Batch> batches = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            Tensor row = sums.select(0, i);
            Tensor count = row.narrow(0, 2 * channels, 1);
            Tensor mean = row.narrow(0, 0, channels).div(count);
            Tensor var = row.narrow(0, channels, channels)
                    .div(count)
                    .sub(mean.mul(mean))
                    .maximum(0);
            batches.add(new Batch(inputs.get(i), mean.to(weight.dtype()), var.to(weight.dtype()), count));
        }
        return batches;
    }

    /** Normalized batches and their derivatives. */
    final class Pass {
        private final List<Batch> batches;
        private final List<Tensor> outputs; // each (B, C, …)

        private Pass(List<Batch> batches, List<Tensor> outputs) {
            this.batches = batches;
            this.outputs = outputs;
        }

        /** Returns each normalized batch, (B, C, …). */
        List<Tensor> outputs() {
            return outputs;
        }

        /**
         * Computes the gradients of each batch. Those of weight and bias are sums over the samples of this process.
         *
         * @param gradYs each (B, C, …)
         */
        List<Gradients> backward(List<Tensor> gradYs) {
            List<Gradients> ofConstants = new ArrayList<>(batches.size()); // as if the statistics did not depend on x
            List<Tensor> rows = new ArrayList<>(batches.size());
            for (int i = 0; i < batches.size(); i++) {
                Batch batch = batches.get(i);
                Gradients gradients = BatchNormalization.evaluateBackward(
                        gradYs.get(i), batch.x(), weight, batch.mean(), batch.var(), eps);
                ofConstants.add(gradients);
                Tensor sums =
                        Tensor.cat(List.of(requireNonNull(gradients.bias()), requireNonNull(gradients.weight())), 0);
                rows.add(sums.to(DType.F64).mul(batch.localCount()).div(batch.count()));
            }
            Tensor sums = Tensor.stack(rows, 0); // (batches, 2C): S₁ and S₂
            processes.sum(sums);
            List<Gradients> results = new ArrayList<>(batches.size());
            for (int i = 0; i < batches.size(); i++) {
                Gradients gradients = ofConstants.get(i);
                Tensor input = gradients.input().sub(throughStatistics(batches.get(i), sums.select(0, i)));
                results.add(new Gradients(input, gradients.weight(), gradients.bias()));
            }
            return results;
        }

        /** Returns w / √(σ² + ε) · (S₁ / n + x̂ · S₂ / n), of the shape and type of x: an affine function of each channel. */
        private Tensor throughStatistics(Batch batch, Tensor sums) {
            long channels = weight.numel();
            Tensor std = batch.var().to(DType.F64).add(eps).sqrt();
            Tensor scale = weight.to(DType.F64).div(std).div(batch.localCount()); // w / √(σ² + ε) / n
            Tensor slope = scale.mul(sums.narrow(0, channels, channels)).div(std);
            Tensor offset = scale.mul(sums.narrow(0, 0, channels))
                    .sub(slope.mul(batch.mean().to(DType.F64)));
            Tensor x = batch.x();
            return x.mul(perChannel(slope, x)).add(perChannel(offset, x)).to(x.dtype());
        }

        private Tensor perChannel(Tensor values, Tensor x) {
            long[] shape = LongStream.range(0, x.dim())
                    .map(dim -> dim == 1 ? values.numel() : 1)
                    .toArray();
            return values.to(weight.dtype()).view(shape);
        }
    }
}
