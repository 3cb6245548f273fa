package wgan.train;

import java.util.Map;
import wgan.torch.Tensor;

/**
 * What moves the parameters of a network so that its loss becomes smaller.
 *
 * <p>It works on all parameters at once, on whatever device they are, and leaves the network's bf16 copy of them up to date.
 * It owns what it remembers between steps; the network is the caller's.
 */
public interface Optimizer extends AutoCloseable {
    /** Moves the parameters by what their gradients are now. */
    void step();

    /**
     * Makes the steps from here on longer or shorter than at first.
     *
     * @param share what the learning rate that it was made with is multiplied with
     */
    void scaleRate(double share);

    /** What it remembers between steps, by PyTorch's names, for a checkpoint to read or write. */
    Map<String, Tensor> state();

    @Override
    void close();
}
