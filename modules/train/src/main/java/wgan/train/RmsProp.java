package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.model.Network;
import wgan.torch.BlockUpdate;
import wgan.torch.Tensor;

/**
 * RMSprop as PyTorch defines it (Tieleman and Hinton 2012), without momentum, centring or weight decay, and the clipping of
 * parameters that WGAN wants after it.
 *
 * <pre>
 *   v ← α · v + (1 - α) · g²
 *   θ ← θ - η · g / (√v + ε)
 * </pre>
 */
public final class RmsProp implements Optimizer {
    /** PyTorch's defaults. */
    private static final double ALPHA = 0.99;

    private static final double EPSILON = 1e-8;

    private static final float ALPHA_F32 = (float) ALPHA;
    private static final float BETA_F32 = (float) (1 - ALPHA);
    private static final float EPSILON_F32 = (float) EPSILON;

    private final Network network;
    private final double learningRate; // η at first
    private final Tensor squareAverage; // v, in the layout of the parameters

    private double share = 1; // of the learning rate that is taken now

    /**
     * An optimizer of the network's parameters.
     *
     * @param learningRate η at first
     */
    public RmsProp(Network network, double learningRate) {
        this.network = network;
        this.learningRate = learningRate;
        squareAverage = network.masterParameters().fullLike(0).removeFromScope();
    }

    @Override
    public void scaleRate(double share) {
        this.share = share;
    }

    @Override
    public void step() {
        step(Double.POSITIVE_INFINITY);
    }

    /**
     * Moves the parameters against their gradients, and then into [-bound, bound].
     *
     * @param bound of each parameter; infinite for none
     */
    public void step(double bound) {
        if (BlockUpdate.supports(network.masterParameters())) {
            stepInOnePass((float) bound);
        } else {
            stepByOperators(bound);
        }
        network.syncComputeCopy();
    }

    /** Operator by operator, on whatever device and in whatever type; {@link #stepInOnePass} does the same arithmetic. */
    void stepByOperators(double bound) {
        Tensor gradients = network.gradients();
        squareAverage.mul_(ALPHA);
        squareAverage.addcmul_(gradients, gradients, 1 - ALPHA);
        try (Tensor root = squareAverage.sqrt();
                Tensor denominator = root.add(EPSILON)) {
            network.masterParameters().addcdiv_(gradients, denominator, -share * learningRate);
        }
        if (bound < Double.POSITIVE_INFINITY) {
            network.masterParameters().clamp_(-bound, bound);
        }
    }

    /** All of it in one pass over memory, which is what the time goes to. */
    private void stepInOnePass(float bound) {
        float rate = (float) (share * learningRate);
        BlockUpdate.apply(
                List.of(network.masterParameters(), squareAverage), List.of(network.gradients()), (blocks, length) -> {
                    float[] value = blocks[0];
                    float[] average = blocks[1];
                    float[] gradient = blocks[2];
                    for (int i = 0; i < length; i++) {
                        float g = gradient[i];
                        float v = ALPHA_F32 * average[i] + BETA_F32 * g * g;
                        average[i] = v;
                        float moved = value[i] - rate * g / ((float) Math.sqrt(v) + EPSILON_F32);
                        value[i] = Math.max(-bound, Math.min(bound, moved));
                    }
                });
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("square_avg", squareAverage);
    }

    @Override
    public void close() {
        squareAverage.close();
    }
}
