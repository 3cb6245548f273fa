package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.model.Network;
import wgan.torch.BlockUpdate;
import wgan.torch.DType;
import wgan.torch.Tensor;

/**
 * RMSprop as PyTorch defines it (Tieleman and Hinton 2012), without momentum, centering or weight decay; optionally followed
 * by the clipping of parameters of WGAN.
 *
 * <pre>
 *   v ← α · v + (1 - α) · g²
 *   θ ← θ - η · g / (√v + ε)
 *   θ ← clamp(θ, -c, c)
 * </pre>
 */
public final class RmsProp implements Optimizer {
    /** PyTorch's defaults. */
    private static final double ALPHA = 0.99;

    private static final double EPS = 1e-8;

    private final Network network;
    private final double clip; // c
    private final Tensor squareAverage; // v, in the layout of the parameters
    private final Tensor learningRate; // η, (), f64 on the network's device

    /** Creates an optimizer of all parameters of a network, without clipping. The learning rate is 0 until it is set. */
    public RmsProp(Network network) {
        this(network, Double.POSITIVE_INFINITY);
    }

    /**
     * Creates an optimizer that clamps all parameters after each step.
     *
     * @param clip c, above 0; infinite for no clipping
     */
    public RmsProp(Network network, double clip) {
        this.network = network;
        this.clip = clip;
        squareAverage = network.masterParameters().zerosLike().removeFromScope();
        learningRate = Tensor.zeros(DType.F64, network.device()).removeFromScope();
    }

    @Override
    public void setLearningRate(double learningRate) {
        this.learningRate.fill_(learningRate);
    }

    @Override
    public void step() {
        if (BlockUpdate.supports(network.masterParameters())) {
            stepInOnePass();
        } else {
            stepByOperators();
        }
    }

    /** Updates on any device and in any type, with the arithmetic of {@link #stepInOnePass}. */
    void stepByOperators() {
        Tensor parameters = network.masterParameters();
        Tensor gradients = network.gradients();
        squareAverage.mul_(ALPHA).addcmul_(gradients, gradients, 1 - ALPHA);
        try (Tensor root = squareAverage.sqrt();
                Tensor denominator = root.add(EPS);
                Tensor quotient = gradients.div(denominator);
                Tensor update = quotient.mul(learningRate)) {
            parameters.sub_(update);
        }
        if (clip < Double.POSITIVE_INFINITY) {
            parameters.clamp_(-clip, clip);
        }
    }

    /** Updates in one pass over memory: memory accesses take most of the time of a step. */
    private void stepInOnePass() {
        float rate = (float) learningRate.item();
        float alpha = (float) ALPHA;
        float beta = (float) (1 - ALPHA);
        float eps = (float) EPS;
        float bound = (float) clip;
        BlockUpdate.apply(
                List.of(network.masterParameters(), squareAverage), List.of(network.gradients()), (blocks, length) -> {
                    float[] parameter = blocks[0];
                    float[] average = blocks[1];
                    float[] gradient = blocks[2];
                    for (int i = 0; i < length; i++) {
                        float g = gradient[i];
                        float v = alpha * average[i] + beta * g * g;
                        average[i] = v;
                        float updated = parameter[i] - rate * g / ((float) Math.sqrt(v) + eps);
                        parameter[i] = Math.max(-bound, Math.min(bound, updated));
                    }
                });
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("square_avg", squareAverage);
    }

    @Override
    public void close() {
        learningRate.close();
        squareAverage.close();
    }
}
