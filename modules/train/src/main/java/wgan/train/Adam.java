package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.model.Network;
import wgan.torch.BlockUpdate;
import wgan.torch.DType;
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
    private final Tensor learningRate; // η, (), f64 on the network's device

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
            learningRate = Tensor.zeros(DType.F64, network.device());
            // Only when all are allocated: if one allocation fails, the scope releases the others.
            List.of(average, squareAverage, step, learningRate).forEach(Tensor::removeFromScope);
        }
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
        step.add_(1);
        average.mul_(betas.beta1()).add_(gradients, 1 - betas.beta1());
        squareAverage.mul_(betas.beta2()).addcmul_(gradients, gradients, 1 - betas.beta2());
        try (var scope = TensorScope.open()) {
            Tensor rate = learningRate.div(biasCorrection(betas.beta1()));
            Tensor root = squareAverage.sqrt().div(biasCorrection(betas.beta2()).sqrt());
            parameters.sub_(average.div(root.add(EPS)).mul(rate));
        }
    }

    /** Returns 1 - βᵗ, 0-dimensional, f64. */
    private Tensor biasCorrection(double beta) {
        return step.to(DType.F64).mul(Math.log(beta)).exp().neg().add(1);
    }

    /** Updates in one pass over memory: memory accesses take most of the time of a step. */
    private void stepInOnePass() {
        double t = step.add_(1).item();
        float rate = (float) (learningRate.item() / (1 - Math.pow(betas.beta1(), t)));
        float rootScale = (float) (1 / Math.sqrt(1 - Math.pow(betas.beta2(), t)));
        float eps = (float) EPS;
        float beta1 = (float) betas.beta1();
        float rest1 = (float) (1 - betas.beta1());
        float beta2 = (float) betas.beta2();
        float rest2 = (float) (1 - betas.beta2());
        BlockUpdate.apply(
                List.of(network.masterParameters(), average, squareAverage),
                List.of(network.gradients()),
                (blocks, length) -> {
                    float[] parameter = blocks[0];
                    float[] average = blocks[1];
                    float[] squareAverage = blocks[2];
                    float[] gradient = blocks[3];
                    for (int i = 0; i < length; i++) {
                        float g = gradient[i];
                        float m = beta1 * average[i] + rest1 * g;
                        float v = beta2 * squareAverage[i] + rest2 * g * g;
                        average[i] = m;
                        squareAverage[i] = v;
                        parameter[i] -= rate * m / ((float) Math.sqrt(v) * rootScale + eps);
                    }
                });
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
        learningRate.close();
    }
}
