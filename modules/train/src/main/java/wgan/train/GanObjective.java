package wgan.train;

import java.util.List;
import wgan.model.Discriminator;
import wgan.model.GeneratorArchitecture;
import wgan.model.Initializer;
import wgan.model.Network;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;

/**
 * The original game (Goodfellow et al. 2014): a discriminator tells real images from generated ones, and a generator makes
 * it fail.
 *
 * <pre>
 *   discriminator:  L_D = -mean ln σ(D(x)) - mean ln(1 - σ(D(G(z))))
 *   generator:      L_G = -mean ln σ(D(G(z)))
 * </pre>
 *
 * <p>Both learn by Adam. GAN and DCGAN play it with different networks.
 */
public final class GanObjective extends AdversarialObjective {
    /** Those of DCGAN (Radford, Metz and Chintala 2016, section 4), which most GANs have taken over. */
    private static final Adam.Betas BETAS = new Adam.Betas(0.5, 0.999);

    /** The standard deviation of DCGAN's first weights; ibid. */
    private static final double DEVIATION = 0.02;

    private GanObjective(
            TrainingConfig config,
            List<NamedLayer> generator,
            List<NamedLayer> discriminator,
            FirstValues firstValues,
            DType dtype,
            Device device) {
        super(
                new CrossEntropyLoss(),
                new Role(
                        generator,
                        firstValues,
                        network ->
                                new Adam(network, config.rules().learningRates().generator(), BETAS)),
                new Role(
                        discriminator,
                        firstValues,
                        network ->
                                new Adam(network, config.rules().learningRates().critic(), BETAS)),
                new Seed(config.seed()),
                dtype,
                device);
    }

    /** With fully connected networks; f32 or bf16 for training, f64 to check the arithmetic. */
    public static GanObjective dense(TrainingConfig config, DType dtype, Device device) {
        return new GanObjective(
                config,
                GeneratorArchitecture.DENSE.layers(config.latentDim()),
                Discriminator.dense(),
                Network::initialize,
                dtype,
                device);
    }

    /** With convolutional networks, DCGAN; f32 or bf16 for training, f64 to check the arithmetic. */
    public static GanObjective convolutional(TrainingConfig config, DType dtype, Device device) {
        return new GanObjective(
                config,
                GeneratorArchitecture.CONVOLUTIONAL.layers(config.latentDim()),
                Discriminator.convolutional(),
                (network, seed, number) -> network.initialize(
                        seed, number, p -> p.shape().length > 1 ? Initializer.normal(0, DEVIATION) : p.initializer()),
                dtype,
                device);
    }
}
