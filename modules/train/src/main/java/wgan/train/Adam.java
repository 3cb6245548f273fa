package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.model.Network;
import wgan.torch.DType;
import wgan.torch.FusedAdam;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Adam as PyTorch defines it (Kingma and Ba 2015), without weight decay.
 *
 * <pre>
 *   m ← β₁ · m + (1 - β₁) · g
 *   v ← β₂ · v + (1 - β₂) · g²
 *   θ ← θ - η / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)        in step t = 1, 2 …
 * </pre>
 */
public final class Adam implements Optimizer {
    /** PyTorch's default. */
    private static final double EPS = 1e-8;

    private final Network network;
    private final Betas betas;
    private final Tensor average; // m, in the layout of the parameters
    private final Tensor squareAverage; // v, likewise
    private final Tensor step; // t, (), i64 on the network's device
    private double learningRate; // η

    /**
     * The decay rates of the averages of the gradients and of their squares.
     *
     * @param beta1 β₁, in [0, 1)
     * @param beta2 β₂, in [0, 1)
     */
    public record Betas(double beta1, double beta2) {
        /** The rates of the Adam paper, which are PyTorch's defaults. */
        public static final Betas DEFAULT = new Betas(0.9, 0.999);

        /** The rates of DCGAN (Radford, Metz and Chintala 2016, section 4), which most GANs use. */
        public static final Betas DCGAN = new Betas(0.5, 0.999);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a rate is out of range
         */
        public Betas {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new IllegalArgumentException(
                        "Adam: betas are " + beta1 + " and " + beta2 + ", expected both in [0, 1)");
            }
        }
    }

    /** Creates an optimizer of all parameters of a network. The learning rate is 0 until it is set. */
    public Adam(Network network, Betas betas) {
        this.network = network;
        this.betas = betas;
        try (var scope = TensorScope.open()) {
            average = network.masterParameters().zerosLike();
            squareAverage = network.masterParameters().zerosLike();
            step = Tensor.zeros(DType.I64, network.device());
            // Only when all are allocated: if one allocation fails, the scope releases the others.
            List.of(average, squareAverage, step).forEach(Tensor::removeFromScope);
        }
    }

    @Override
    public void setLearningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    @Override
    public void step() {
        step.add_(1);
        try (Tensor t = step.to(DType.F32)) {
            FusedAdam.step(
                    network.masterParameters(),
                    network.gradients(),
                    average,
                    squareAverage,
                    t,
                    learningRate,
                    betas.beta1(),
                    betas.beta2(),
                    EPS);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        state.put("exp_avg", average);
        state.put("exp_avg_sq", squareAverage);
        state.put("step", step);
        return state;
    }

    @Override
    public void close() {
        average.close();
        squareAverage.close();
        step.close();
    }
}
