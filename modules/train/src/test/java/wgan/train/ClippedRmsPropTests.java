package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.model.BatchNorm;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.TensorScope;

class ClippedRmsPropTests {

    private static final double RATE = 1e-3;
    private static final double BOUND = 0.01;

    @Test
    void step_isRmspropsAndThenAClamp() {
        try (var scope = TensorScope.open();
                Network network = network(DType.F64);
                Network expected = network(DType.F64);
                Optimizer clipped = new ClippedRmsProp(network, RATE, BOUND, true);
                RmsProp plain = new RmsProp(expected, RATE)) {
            clipped.step();
            plain.step();
            expected.masterParameters().clamp_(-BOUND, BOUND);

            assertThat(network.masterParameters().toDoubleArray())
                    .isEqualTo(expected.masterParameters().toDoubleArray());
            assertThat(clipped.state()).containsOnlyKeys("square_avg");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64", "BF16"})
    void step_canLeaveBatchNormOutOfTheClamp(DType dtype) {
        try (var scope = TensorScope.open();
                Network network = network(dtype);
                Network expected = network(dtype);
                Optimizer clipped = new ClippedRmsProp(network, RATE, BOUND, false);
                RmsProp plain = new RmsProp(expected, RATE)) {
            clipped.step();
            plain.step();
            for (String name : List.of("fc.weight", "fc.bias")) {
                expected.state().get(name).clamp_(-BOUND, BOUND);
            }
            expected.syncComputeCopy();

            assertThat(network.masterParameters().toDoubleArray())
                    .isEqualTo(expected.masterParameters().toDoubleArray());
            assertThat(network.state().get("norm.weight").toDoubleArray())
                    .usingComparatorWithPrecision(0.1)
                    .containsOnly(1);
            if (network.computeCopy() != null) {
                assertThat(network.computeCopy().toByteBuffer())
                        .isEqualTo(network.masterParameters().to(DType.BF16).toByteBuffer());
            }
        }
    }

    /** A network with gradients. */
    private static Network network(DType dtype) {
        Network network = new Network(
                List.of(new NamedLayer("fc", new Linear(7, 5)), new NamedLayer("norm", new BatchNorm(5))),
                dtype,
                Device.CPU);
        network.initialize(new Seed(2), 0);
        network.gradients().fill_(0.3);
        return network;
    }
}
