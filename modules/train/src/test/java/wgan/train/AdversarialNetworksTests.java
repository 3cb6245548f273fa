package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.Initializer;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.model.Parameter;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/** A constructor that fails closes the tensors that it has created. */
class AdversarialNetworksTests {

    /** An objective that fails at one point. */
    enum Failure {
        NONE,
        CRITIC_LAYERS,
        INITIALIZER,
        GENERATOR_OPTIMIZER,
        CRITIC_OPTIMIZER
    }

    @ParameterizedTest
    @EnumSource
    void constructor_thatFails_leavesNothingOpen(Failure failure) {
        long before = Tensor.liveCount();
        if (failure == Failure.NONE) {
            networks(failure).close();
        } else {
            assertThatThrownBy(() -> networks(failure)).hasMessage("no " + failure);
        }
        assertThat(Tensor.liveCount()).isEqualTo(before);
    }

    private static AdversarialNetworks networks(Failure failure) {
        return AdversarialNetworks.initial(
                new FailingObjective(failure), 3, ImageShape.MNIST, new Seed(1), DType.F32, Device.CPU);
    }

    private record FailingObjective(Failure failure) implements Objective {
        private static final Objective WGAN = Wgan.defaults();

        private void failAt(Failure here) {
            if (failure == here) {
                throw new IllegalStateException("no " + here);
            }
        }

        @Override
        public List<NamedLayer> criticLayers(ImageShape shape) {
            failAt(Failure.CRITIC_LAYERS);
            return WGAN.criticLayers(shape);
        }

        @Override
        public Initializer initializer(Parameter parameter) {
            failAt(Failure.INITIALIZER);
            return WGAN.initializer(parameter);
        }

        @Override
        public Optimizer generatorOptimizer(Network generator) {
            failAt(Failure.GENERATOR_OPTIMIZER);
            return WGAN.generatorOptimizer(generator);
        }

        @Override
        public Optimizer criticOptimizer(Network critic) {
            failAt(Failure.CRITIC_OPTIMIZER);
            return WGAN.criticOptimizer(critic);
        }

        @Override
        public String name() {
            return WGAN.name();
        }

        @Override
        public String title() {
            return WGAN.title();
        }

        @Override
        public CriticSchedule criticSchedule() {
            return WGAN.criticSchedule();
        }

        @Override
        public LearningRateSchedule learningRates() {
            return WGAN.learningRates();
        }

        @Override
        public Map<String, Object> hyperparameters() {
            return WGAN.hyperparameters();
        }

        @Override
        public GeneratorArchitecture generator() {
            return WGAN.generator();
        }

        @Override
        public CriticLoss criticLoss(Network critic, Tensor real, Tensor fake, Tensor uniform) {
            throw new AssertionError("never used");
        }

        @Override
        public Loss generatorLoss(Tensor scores) {
            throw new AssertionError("never used");
        }
    }
}
