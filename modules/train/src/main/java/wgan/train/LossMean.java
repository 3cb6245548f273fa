package wgan.train;

import wgan.torch.Conversion;
import wgan.torch.Creation;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Elementwise;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

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
        sum = TensorScope.removeFromScope(Creation.zeros(DType.F64, device));
    }

    void add(Tensor loss) {
        try (Tensor next = Elementwise.add(sum, loss)) {
            Conversion.copyInPlace(sum, next);
        }
        count++;
    }

    double mean() {
        return sum.item() / count;
    }

    /** Forgets all losses. */
    void reset() {
        Elementwise.fillInPlace(sum, 0);
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
