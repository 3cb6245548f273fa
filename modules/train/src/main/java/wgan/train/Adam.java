package wgan.train;

import java.util.List;
import java.util.Map;
import wgan.model.Network;
import wgan.torch.BlockUpdate;
import wgan.torch.DType;
import wgan.torch.Device;
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
    private static final double EPSILON = 1e-8;

    private final Network network;
    private final double learningRate; // η at first
    private final Betas betas;
    private final Tensor average; // m, in the layout of the parameters
    private final Tensor squareAverage; // v, likewise
    private final Tensor steps; // t, (), on the CPU

    private double share = 1; // of the learning rate that is taken now

    /**
     * How slowly the averages of the gradients and of their squares forget.
     *
     * @param first β₁, in [0, 1)
     * @param second β₂, in [0, 1)
     */
    public record Betas(double first, double second) {
        /** Those of the paper, PyTorch's default: 0.9 and 0.999. */
        public static final Betas USUAL = new Betas(0.9, 0.999);

        /** Checks the ranges. */
        public Betas {
            if (!(first >= 0 && first < 1 && second >= 0 && second < 1)) {
                throw new IllegalArgumentException(
                        "Adam: betas are " + first + " and " + second + ", expected both in [0, 1)");
            }
        }
    }

    /** What a step multiplies with, the corrections for averages that began at 0 included. */
    private record Factors(double rate, double rootScale) {}

    /**
     * An optimizer of the network's parameters.
     *
     * @param learningRate η at first
     */
    public Adam(Network network, double learningRate, Betas betas) {
        this.network = network;
        this.learningRate = learningRate;
        this.betas = betas;
        try (var scope = TensorScope.open()) {
            average = network.masterParameters().fullLike(0);
            squareAverage = network.masterParameters().fullLike(0);
            steps = Tensor.zeros(DType.I64, Device.CPU);
            // Only now, so that memory that does not suffice for all leaves nothing behind.
            List.of(average, squareAverage, steps).forEach(Tensor::removeFromScope);
        }
    }

    @Override
    public void scaleRate(double share) {
        this.share = share;
    }

    @Override
    public void step() {
        Factors factors = nextFactors();
        if (BlockUpdate.supports(network.masterParameters())) {
            stepInOnePass(factors);
        } else {
            stepByOperators(factors);
        }
        network.syncComputeCopy();
    }

    /** Operator by operator even where one pass would do, for comparison. */
    void stepByOperators() {
        stepByOperators(nextFactors());
        network.syncComputeCopy();
    }

    private Factors nextFactors() {
        steps.add_(1);
        double t = steps.item();
        return new Factors(
                share * learningRate / (1 - Math.pow(betas.first(), t)),
                1 / Math.sqrt(1 - Math.pow(betas.second(), t)));
    }

    /** On whatever device and in whatever type; {@link #stepInOnePass} does the same arithmetic. */
    private void stepByOperators(Factors factors) {
        Tensor gradients = network.gradients();
        try (Tensor one = Tensor.full(1, gradients.dtype(), gradients.device())) {
            average.mul_(betas.first());
            average.addcmul_(gradients, one, 1 - betas.first());
        }
        squareAverage.mul_(betas.second());
        squareAverage.addcmul_(gradients, gradients, 1 - betas.second());
        try (Tensor root = squareAverage.sqrt();
                Tensor corrected = root.mul(factors.rootScale());
                Tensor denominator = corrected.add(EPSILON)) {
            network.masterParameters().addcdiv_(average, denominator, -factors.rate());
        }
    }

    /** All of it in one pass over memory, which is what the time goes to. */
    private void stepInOnePass(Factors factors) {
        float rate = (float) factors.rate();
        float rootScale = (float) factors.rootScale();
        float epsilon = (float) EPSILON;
        float beta1 = (float) betas.first();
        float rest1 = (float) (1 - betas.first());
        float beta2 = (float) betas.second();
        float rest2 = (float) (1 - betas.second());
        BlockUpdate.apply(
                List.of(network.masterParameters(), average, squareAverage),
                List.of(network.gradients()),
                (blocks, length) -> {
                    float[] value = blocks[0];
                    float[] average = blocks[1];
                    float[] squareAverage = blocks[2];
                    float[] gradient = blocks[3];
                    for (int i = 0; i < length; i++) {
                        float g = gradient[i];
                        float m = beta1 * average[i] + rest1 * g;
                        float v = beta2 * squareAverage[i] + rest2 * g * g;
                        average[i] = m;
                        squareAverage[i] = v;
                        value[i] -= rate * m / ((float) Math.sqrt(v) * rootScale + epsilon);
                    }
                });
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("exp_avg", average, "exp_avg_sq", squareAverage, "step", steps);
    }

    @Override
    public void close() {
        average.close();
        squareAverage.close();
        steps.close();
    }
}
