package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * What all games have in common: two networks that learn from the critic's scores, each by a loss and an optimizer of its own.
 *
 * <p>Both networks stay in training mode.
 */
abstract class AdversarialObjective implements Objective {
    /** How the names of the critic's own tensors begin in {@link #state}. */
    static final String CRITIC_PREFIX = "critic.";

    /** Tells the two networks' initial values apart. */
    private static final int GENERATOR_NUMBER = 0;

    private static final int CRITIC_NUMBER = 1;

    private final ScoreLoss loss;
    private final Player generator;
    private final Player critic;

    /** What sets a network's parameters as they are before training. */
    @FunctionalInterface
    interface FirstValues {
        /** Sets them by the seed of the run and the number of the network in it. */
        void set(Network network, Seed seed, int number);
    }

    /**
     * A network to be and how it shall learn.
     *
     * @param layers of no network yet
     * @param optimizer makes that of the network, which stays the caller's
     */
    record Role(List<NamedLayer> layers, FirstValues firstValues, Function<Network, Optimizer> optimizer) {}

    /** A network and what moves its parameters. */
    private record Player(Network network, Optimizer optimizer) implements AutoCloseable {
        static Player of(Role role, Seed seed, int number, DType dtype, Device device) {
            Network network = new Network(role.layers(), dtype, device);
            try {
                role.firstValues().set(network, seed, number);
                return new Player(network, role.optimizer().apply(network));
            } catch (RuntimeException e) {
                network.close();
                throw e;
            }
        }

        @Override
        public void close() {
            optimizer.close();
            network.close();
        }
    }

    /**
     * Both networks with fresh parameters.
     *
     * @param dtype f32 or bf16 for training, f64 to check the arithmetic
     */
    AdversarialObjective(ScoreLoss loss, Role generator, Role critic, Seed seed, DType dtype, Device device) {
        this.loss = loss;
        this.generator = Player.of(generator, seed, GENERATOR_NUMBER, dtype, device);
        try {
            this.critic = Player.of(critic, seed, CRITIC_NUMBER, dtype, device);
        } catch (RuntimeException e) {
            this.generator.close();
            throw e;
        }
    }

    @Override
    public final Network generator() {
        return generator.network();
    }

    @Override
    public final Network critic() {
        return critic.network();
    }

    @Override
    public final CriticLoss criticStep(Tensor real, Draws draws) {
        Tensor fake = generator().forward(draws.noise()).output(); // (B, 1, 28, 28)
        CriticLoss before = criticLoss(real, fake, draws);
        critic.optimizer().step();
        return before;
    }

    /**
     * The critic's loss on B real and B generated images (B, 1, 28, 28), whose gradients the critic then has.
     *
     * @param draws the rest of what is random in this update
     */
    CriticLoss criticLoss(Tensor real, Tensor fake, Draws draws) {
        // One pass for both, with statistics of their own in the batch-norms.
        Layer.Pass scores = critic().forward(Tensor.cat(List.of(real, fake), 0), 2); // (2B, 1)
        ScoreLoss.Value value = loss.ofCritic(scores.output());
        scores.backward(value.gradient(), OutputMask.PARAMETERS);
        return new CriticLoss(value.loss(), Optional.empty());
    }

    @Override
    public final Tensor generatorStep(Tensor noise) {
        Layer.Pass fake = generator().forward(noise); // (B, 1, 28, 28)
        Layer.Pass scores = critic().forward(fake.output()); // (B, 1)
        ScoreLoss.Value value = loss.ofGenerator(scores.output());
        Tensor gradFake = scores.backward(value.gradient(), OutputMask.INPUT); // (B, 1, 28, 28)
        fake.backward(gradFake, OutputMask.PARAMETERS);
        generator.optimizer().step();
        return value.loss();
    }

    @Override
    public final void scaleRates(double share) {
        critic.optimizer().scaleRate(share);
        generator.optimizer().scaleRate(share);
    }

    @Override
    public final Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        generator().state().forEach((name, tensor) -> state.put("generator." + name, tensor));
        critic().state().forEach((name, tensor) -> state.put(CRITIC_PREFIX + name, tensor));
        generator.optimizer().state().forEach((name, tensor) -> state.put("optimizer.generator." + name, tensor));
        critic.optimizer().state().forEach((name, tensor) -> state.put("optimizer.critic." + name, tensor));
        return state;
    }

    @Override
    public final void close() {
        critic.close();
        generator.close();
    }
}
