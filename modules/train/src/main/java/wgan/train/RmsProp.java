package wgan.train;

import java.util.Map;
import wgan.model.Network;
import wgan.torch.Creation;
import wgan.torch.Elementwise;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * RMSprop as PyTorch defines it (Tieleman and Hinton 2012), without momentum, centring or weight decay.
 *
 * <pre>
 *   v ← α · v + (1 - α) · g²
 *   θ ← θ - η · g / (√v + ε)
 * </pre>
 *
 * <p>It works on all parameters of a network at once, on whatever device they are.
 */
public final class RmsProp implements AutoCloseable {
    /** PyTorch's defaults. */
    private static final double ALPHA = 0.99;

    private static final double EPSILON = 1e-8;

    private final Network network;
    private final double learningRate;
    private final Tensor squareAverage; // v, in the layout of the parameters

    /**
     * An optimizer of the network's parameters.
     *
     * @param learningRate η
     */
    public RmsProp(Network network, double learningRate) {
        this.network = network;
        this.learningRate = learningRate;
        squareAverage = TensorScope.detach(Creation.fullLike(network.values(), 0));
    }

    /** Moves the parameters against their gradients. */
    public void step() {
        Tensor gradients = network.gradients();
        Elementwise.multiplyInPlace(squareAverage, ALPHA);
        Elementwise.addProductInPlace(squareAverage, gradients, gradients, 1 - ALPHA);
        try (Tensor root = Elementwise.squareRoot(squareAverage);
                Tensor denominator = Elementwise.add(root, EPSILON)) {
            Elementwise.addQuotientInPlace(network.values(), gradients, denominator, -learningRate);
        }
    }

    /** What it remembers between steps, by name, for a checkpoint to read or write. */
    public Map<String, Tensor> state() {
        return Map.of("square_avg", squareAverage);
    }

    @Override
    public void close() {
        squareAverage.close();
    }
}
