package wgan.train;

import java.util.Map;
import wgan.model.Network;
import wgan.torch.DType;
import wgan.torch.FusedAdam;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * RMSprop as PyTorch defines it (Tieleman and Hinton 2012), without momentum, centering or weight decay.
 *
 * <pre>
 *   v ← α · v + (1 - α) · g²
 *   θ ← θ - η · g / (√v + ε)
 * </pre>
 *
 * <p>It is computed as Adam with β₁ = 0 and β₂ = α, for which libtorch has an operator of one pass over memory. Adam also divides
 * by 1 - αᵗ, which is 1 in the numbers of a computer when t is large.
 */
public final class RmsProp implements Optimizer {
    /** PyTorch's defaults. */
    private static final double ALPHA = 0.99;

    private static final double EPS = 1e-8;

    /** A number of steps after which 1 - αᵗ is 1 in f64: αᵗ is below 2⁻⁵⁴ from t = 3725 on. */
    private static final double MANY_STEPS = 10_000;

    private final Network network;
    private final Tensor squareAverage; // v, in the layout of the parameters
    private final Tensor step; // (), f32
    private double learningRate; // η

    /** Creates an optimizer of all parameters of a network. The learning rate is 0 until it is set. */
    public RmsProp(Network network) {
        this.network = network;
        try (var scope = TensorScope.open()) {
            squareAverage = network.masterParameters().zerosLike();
            step = Tensor.full(MANY_STEPS, DType.F32, network.device());
            // Only when both are allocated: if one allocation fails, the scope releases the other.
            squareAverage.removeFromScope();
            step.removeFromScope();
        }
    }

    @Override
    public void setLearningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    @Override
    public void step() {
        Tensor gradients = network.gradients();
        Tensor average = gradients; // with β₁ = 0, it equals the gradients
        FusedAdam.step(
                network.masterParameters(), gradients, average, squareAverage, step, learningRate, 0, ALPHA, EPS);
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("square_avg", squareAverage);
    }

    @Override
    public void close() {
        step.close();
        squareAverage.close();
    }
}
