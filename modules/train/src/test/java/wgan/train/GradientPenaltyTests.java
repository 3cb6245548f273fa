package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.model.Critic;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class GradientPenaltyTests {

    private static final double WEIGHT = 10;

    /** The distance to each side for a finite difference: so small that almost no unit crosses its kink. */
    private static final double STEP = 1e-6;

    private final GradientPenalty penalty = new GradientPenalty(WEIGHT);
    private final RandomTensors tensors = new RandomTensors(new Random(7), DType.F64, Device.CPU);

    /** For D(x) = w · x + b, the penalty is λ (‖w‖ - 1)² for any x, and its gradient is 2 λ (1 - 1/‖w‖) · w. */
    @Test
    void penalty_ofALinearCritic_isThatOfItsWeights() {
        try (var scope = TensorScope.open();
                Network critic = linear(DType.F64)) {
            critic.state().get("fc.weight").copy_(new double[] {3, 0, -4});

            Tensor value = penalty.backward(critic, tensors.normal(5, 3));

            assertThat(value.item()).isCloseTo(WEIGHT * 16, offset(1e-12));
            assertThat(gradient(critic, 0))
                    .usingComparatorWithPrecision(1e-12)
                    .containsExactly(2 * WEIGHT * 0.8 * 3, 0, 2 * WEIGHT * 0.8 * -4);
            assertThat(gradient(critic, 1)).containsOnly(0);
        }
    }

    /** A gradient of 0 has no direction in which its norm grows. */
    @Test
    void gradientOfZero_hasAPenaltyButNoParameterGradient() {
        try (var scope = TensorScope.open();
                Network critic = linear(DType.F32)) {
            Tensor x = tensors.normal(5, 3).to(DType.F32);
            assertThat(penalty.backward(critic, x).item()).isEqualTo(WEIGHT);
            assertThat(critic.gradients().toDoubleArray()).containsOnly(0);
        }
    }

    private static Network linear(DType dtype) {
        return new Network(List.of(new NamedLayer("fc", new Linear(3, 1))), dtype, Device.CPU);
    }

    private static double[] gradient(Network critic, int parameter) {
        return critic.parameters().get(parameter).grad().toDoubleArray();
    }

    /** For each parameter in the direction of its gradient, where the derivative is greatest, and in a random one. */
    @Test
    void gradient_ofTheCriticOfWganGp_isThatOfFiniteDifferences() {
        try (var scope = TensorScope.open();
                Network critic = critic(DType.F64)) {
            Tensor x = images(2);
            penalty.backward(critic, x);
            List<Tensor> gradients = critic.parameters().stream()
                    .map(parameter -> parameter.grad().clone())
                    .toList();
            DoubleSupplier value = () -> penalty.backward(critic, x).item();
            for (int i = 0; i < gradients.size(); i++) {
                Tensor gradient = gradients.get(i);
                Tensor parameter = critic.parameters().get(i).value();
                double norm = norm(gradient);
                List<Tensor> directions = norm > 0
                        ? List.of(gradient, tensors.normal(gradient.shape()))
                        : List.of(tensors.normal(gradient.shape())); // of a bias
                for (Tensor direction : directions) {
                    Tensor unit = direction.mul(1 / norm(direction));
                    double expected = gradient.mul(unit).sum().item();
                    assertThat(difference(parameter, unit, value))
                            .as("parameter %d", i)
                            .isCloseTo(expected, offset(1e-6 * Math.max(norm, 1)));
                }
            }
        }
    }

    private static double difference(Tensor parameter, Tensor direction, DoubleSupplier value) {
        try (var temporaries = TensorScope.open()) {
            Tensor before = parameter.clone();
            parameter.copy_(before.add(direction, STEP));
            double above = value.getAsDouble();
            parameter.copy_(before.add(direction, -STEP));
            double below = value.getAsDouble();
            parameter.copy_(before);
            return (above - below) / (2 * STEP);
        }
    }

    @Test
    void gradient_inBf16_isNearlyThatInF32() {
        try (var scope = TensorScope.open();
                Network single = critic(DType.F32);
                Network half = critic(DType.BF16)) {
            Tensor x = images(16);
            double value = penalty.backward(single, x.to(DType.F32)).item();
            double halfValue = penalty.backward(half, x.to(DType.BF16)).item();

            assertThat(halfValue).isCloseTo(value, withinPercentage(1));
            Tensor difference = half.gradients().sub(single.gradients());
            assertThat(norm(difference) / norm(single.gradients())).isLessThan(0.05);
        }
    }

    /** Batch normalization is not piecewise linear in its input, so it has no Jacobian-vector product here. */
    @Test
    void criticWithBatchNorm_isRefused() {
        try (var scope = TensorScope.open();
                Network critic = new Network(Critic.layers(ImageShape.MNIST), DType.F64, Device.CPU)) {
            Tensor x = images(2);
            assertThatThrownBy(() -> penalty.backward(critic, x))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("BatchNormPass is not piecewise linear");
        }
    }

    private static Network critic(DType dtype) {
        Network critic = new Network(Critic.layersWithoutBatchNorm(ImageShape.MNIST), dtype, Device.CPU);
        critic.initialize(new Seed(3), 1);
        return critic;
    }

    private Tensor images(int count) {
        return tensors.uniform(-1, 1, count, 1, 28, 28);
    }

    private static double norm(Tensor x) {
        return Math.sqrt(x.mul(x).sum().item());
    }
}
