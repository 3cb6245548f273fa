package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.model.Buffer;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.torch.Tensor;

/**
 * The exponential moving average of a network in training: of its parameters, and of its running statistics (Yazıcı et al. 2019;
 * PyTorch's {@code AveragedModel} with {@code get_ema_multi_avg_fn}).
 *
 * <pre>
 *   θ' ← d · θ' + (1 - d) · θ        d = min(decay, (1 + t) / (10 + t)) in update t = 1, 2 …
 * </pre>
 *
 * <p>The smaller weight of the past in the first updates makes the average forget the initial parameters, which are random.
 */
final class ExponentialMovingAverage implements AutoCloseable {
    private final Network source;
    private final double decay;
    private final Network average;

    /**
     * Creates an average, whose elements are arbitrary until {@link #reset} is called or {@link #state} is written.
     *
     * @param source the network in training, which belongs to the caller
     * @param layers the layers of the average: like those of the source, and in no network
     * @param decay in (0, 1)
     */
    ExponentialMovingAverage(Network source, List<NamedLayer> layers, double decay) {
        this.source = source;
        this.decay = decay;
        average = Network.forEvaluation(layers, source.masterParameters().dtype(), source.device());
    }

    /** Sets the average to the network. */
    void reset() {
        average.masterParameters().copy_(source.masterParameters());
        forEachBuffer(Tensor::copy_);
    }

    /**
     * Adds the network to the average.
     *
     * @param updates t, the number of the network's updates so far, at least 1
     */
    void update(long updates) {
        double weight = 1 - Math.min(decay, (1.0 + updates) / (10.0 + updates));
        average.masterParameters().lerp_(source.masterParameters(), weight);
        forEachBuffer((past, now) -> {
            if (now.dtype().isFloatingPoint()) {
                past.lerp_(now, weight);
            } else {
                past.copy_(now); // a counter
            }
        });
    }

    private interface BufferUpdate {
        void update(Tensor average, Tensor source);
    }

    private void forEachBuffer(BufferUpdate update) {
        List<Buffer> averages = average.buffers();
        List<Buffer> sources = source.buffers();
        for (int i = 0; i < averages.size(); i++) {
            update.update(averages.get(i).value(), sources.get(i).value());
        }
    }

    /** Returns the average as a network, for evaluation only. */
    Network network() {
        return average;
    }

    /** Returns the tensors of the average by name, for a checkpoint to read or write. */
    Map<String, Tensor> state() {
        return average.state();
    }

    @Override
    public void close() {
        average.close();
    }
}
