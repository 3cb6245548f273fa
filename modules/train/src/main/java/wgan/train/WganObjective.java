package wgan.train;

import static java.util.Objects.requireNonNull;

import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;

/**
 * Wasserstein GAN with weight clipping (Arjovsky, Chintala and Bottou 2017, algorithm 1).
 *
 * <pre>
 *   critic:     L_D = -(mean D(x) - mean D(G(z)))     then every parameter of D into [-c, c]
 *   generator:  L_G = -mean D(G(z))
 * </pre>
 *
 * <p>-L_D estimates the Wasserstein distance up to a factor. Both learn by RMSprop.
 */
public final class WganObjective extends AdversarialObjective {
    /** Both networks with fresh parameters; f32 or bf16 for training, f64 to check the arithmetic. */
    public WganObjective(TrainingConfig config, DType dtype, Device device) {
        super(new WassersteinLoss(), generator(config), critic(config.rules()), new Seed(config.seed()), dtype, device);
    }

    private static Role generator(TrainingConfig config) {
        double rate = config.rules().learningRates().generator();
        return new Role(
                GeneratorArchitecture.CONVOLUTIONAL.layers(config.latentDim()),
                Network::initialize,
                network -> new RmsProp(network, rate));
    }

    private static Role critic(Rules rules) {
        double rate = rules.learningRates().critic();
        double clip = requireNonNull(rules.clip());
        boolean clipBatchNorm = requireNonNull(rules.clipBatchNorm());
        return new Role(
                Critic.layers(),
                Network::initialize,
                network -> new ClippedRmsProp(network, rate, clip, clipBatchNorm));
    }
}
