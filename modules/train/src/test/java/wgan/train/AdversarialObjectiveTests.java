package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import wgan.model.Linear;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/** What a constructor that fails half-way leaves open: nothing, as {@link wgan.testing.LiveTensors} sees to, too. */
class AdversarialObjectiveTests {

    @Test
    void optimizerThatCannotBeMade_leavesNothingOpen() {
        Function<Network, Optimizer> failing = network -> {
            throw new IllegalStateException("no memory");
        };
        assertFails(role(AdversarialObjectiveTests::rmsProp), role(failing), "no memory");
        assertFails(role(failing), role(AdversarialObjectiveTests::rmsProp), "no memory");
    }

    @Test
    void firstValuesThatCannotBeSet_leaveNothingOpen() {
        var failing = new AdversarialObjective.Role(
                layers(),
                (network, seed, number) -> {
                    throw new IllegalStateException("no numbers");
                },
                AdversarialObjectiveTests::rmsProp);
        assertFails(role(AdversarialObjectiveTests::rmsProp), failing, "no numbers");
    }

    private static Optimizer rmsProp(Network network) {
        return new RmsProp(network, 1e-3);
    }

    private static void assertFails(
            AdversarialObjective.Role generator, AdversarialObjective.Role critic, String message) {
        long before = Tensor.liveCount();
        assertThatThrownBy(() -> new SmallGame(generator, critic)).hasMessage(message);
        assertThat(Tensor.liveCount()).isEqualTo(before);
    }

    private static AdversarialObjective.Role role(Function<Network, Optimizer> optimizer) {
        return new AdversarialObjective.Role(layers(), Network::initialize, optimizer);
    }

    private static List<NamedLayer> layers() {
        return List.of(new NamedLayer("fc", new Linear(3, 2)));
    }

    private static final class SmallGame extends AdversarialObjective {
        SmallGame(Role generator, Role critic) {
            super(new WassersteinLoss(), generator, critic, new Seed(1), DType.F32, Device.CPU);
        }
    }
}
