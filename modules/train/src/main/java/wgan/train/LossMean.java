package wgan.train;

import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * The mean of the losses of an epoch so far.
 *
 * <p>They are added up where they are computed, in f64, so that training does not wait for a GPU until somebody reads the
 * mean.
 */
final class LossMean implements AutoCloseable {
    private final Tensor sum; // ()
    private long count;

    LossMean(Device device) {
        sum = Tensor.zeros(DType.F64, device).removeFromScope();
    }

    void add(Tensor loss) {
        try (Tensor next = sum.add(loss)) {
            sum.copy_(next);
        }
        count++;
    }

    double mean() {
        return sum.item() / count;
    }

    /** Forgets all losses. */
    void reset() {
        sum.fill_(0);
        count = 0;
    }

    /** Goes on from the sum that {@link #sum} was set to, of so many losses. */
    void resume(long losses) {
        count = losses;
    }

    /** The sum, for a checkpoint to read or write. */
    Tensor sum() {
        return sum;
    }

    @Override
    public void close() {
        sum.close();
    }
}
