package wgan.train;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import wgan.model.Critic;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * Wasserstein GAN with a gradient penalty instead of clipping (Gulrajani et al. 2017, algorithm 1).
 *
 * <pre>
 *   critic:     L_D = -(mean D(x) - mean D(G(z))) + λ · mean (‖∂D/∂x̂‖ - 1)²     x̂ = ε · x + (1 - ε) · G(z)
 *   generator:  L_G = -mean D(G(z))
 * </pre>
 *
 * <p>Each sample has an ε of its own, uniform in [0, 1). The critic has no batch-norm. Both learn by Adam.
 */
public final class WganGpObjective extends AdversarialObjective {
    private static final Adam.Betas BETAS = new Adam.Betas(0, 0.9);

    private final GradientPenalty penalty;

    /** Both networks with fresh parameters; f32 or bf16 for training, f64 to check the arithmetic. */
    public WganGpObjective(TrainingConfig config, DType dtype, Device device) {
        super(
                new WassersteinLoss(),
                new Role(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(config.latentDim()),
                        Network::initialize,
                        network ->
                                new Adam(network, config.rules().learningRates().generator(), BETAS)),
                new Role(
                        Critic.layersWithoutBatchNorm(),
                        Network::initialize,
                        network ->
                                new Adam(network, config.rules().learningRates().critic(), BETAS)),
                new Seed(config.seed()),
                dtype,
                device);
        penalty = new GradientPenalty(requireNonNull(config.rules().gradientPenalty()));
    }

    @Override
    CriticLoss criticLoss(Tensor real, Tensor fake, Draws draws) {
        Tensor mixed = fake.add(draws.mixing().mul(real.sub(fake)));
        Tensor ofPenalty = penalty.backward(critic(), mixed);
        // The next pass replaces the gradients.
        Tensor gradients = critic().gradients().clone();
        Tensor ofScores = super.criticLoss(real, fake, draws).ofScores();
        critic().gradients().copy_(critic().gradients().add(gradients));
        return new CriticLoss(ofScores, Optional.of(ofPenalty));
    }
}
