package wgan.testing;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import wgan.image.ImageShape;

/**
 * A reference GAN, DCGAN or WGAN-GP, computed with libtorch's own modules, autograd and Adam, in double precision.
 *
 * <p>As with the {@link LabOracle}, inputs are arrays, and a test sets all initial parameters.
 */
public final class GanOracle implements AutoCloseable {
    private static final ScalarType TYPE = ScalarType.Double;

    private final Oracle oracle;
    private final LabNetwork generator;
    private final LabNetwork critic;
    private final Loss loss;
    private final Adam generatorOptimizer;
    private final Adam criticOptimizer;

    /** The losses of the networks. */
    private interface Loss {
        /**
         * Returns the critic's loss.
         *
         * @param uniform (B, 1, 1, 1), one number for each image
         */
        Tensor ofCritic(LabNetwork critic, Tensor real, Tensor fake, Tensor uniform);

        /** Returns the generator's loss, from the scores of its images. */
        Tensor ofGenerator(Tensor scores);
    }

    /**
     * The settings of both Adam optimizers.
     *
     * @param criticRate the critic's learning rate
     * @param generatorRate the generator's learning rate
     */
    public record Updates(double criticRate, double generatorRate, double firstBeta, double secondBeta) {}

    private GanOracle(Oracle oracle, LabNetwork generator, LabNetwork critic, Loss loss, Updates updates) {
        this.oracle = oracle;
        this.generator = generator;
        this.critic = critic;
        this.loss = loss;
        generatorOptimizer = new Adam(
                generator.parameters(),
                Oracle.adam(updates.generatorRate(), updates.firstBeta(), updates.secondBeta()));
        criticOptimizer = new Adam(
                critic.parameters(), Oracle.adam(updates.criticRate(), updates.firstBeta(), updates.secondBeta()));
    }

    /** Returns the original GAN, with fully connected networks. */
    public static GanOracle gan(int latentDim, ImageShape shape, Updates updates) {
        Oracle oracle = Oracle.open();
        LabNetwork generator = new LayeredNetwork(TYPE, -1, latentDim)
                .linear("fc1", latentDim, 256)
                .leakyRelu()
                .linear("fc2", 256, 512)
                .leakyRelu()
                .linear("fc3", 512, 1024)
                .leakyRelu()
                .linear("fc4", 1024, shape.numel())
                .tanh()
                .view(-1, shape.channels(), shape.height(), shape.width());
        LabNetwork discriminator = ofImages(shape)
                .view(-1, shape.numel())
                .linear("fc1", shape.numel(), 512)
                .leakyRelu()
                .linear("fc2", 512, 256)
                .leakyRelu()
                .linear("fc3", 256, 1);
        return new GanOracle(oracle, generator, discriminator, new CrossEntropy(), updates);
    }

    private static LayeredNetwork ofImages(ImageShape shape) {
        return new LayeredNetwork(TYPE, -1, shape.channels(), shape.height(), shape.width());
    }

    /** Returns a DCGAN: the losses of the GAN, with convolutional networks. */
    public static GanOracle dcgan(int latentDim, ImageShape shape, Updates updates) {
        Oracle oracle = Oracle.open();
        LabStages stages = new LabStages(shape);
        LayeredNetwork discriminator = ofImages(shape);
        for (int stage = 1; stage <= stages.count(); stage++) {
            discriminator.convolution(
                    "conv" + stage + ".0", stages.afterHalving(stage - 1), stages.afterHalving(stage));
            if (stage > 1) {
                discriminator.batchNorm("conv" + stage + ".1", stages.afterHalving(stage));
            }
            discriminator.leakyRelu();
        }
        int features = stages.criticFeatures();
        discriminator.view(-1, features).linear("fc1", features, 1);
        return new GanOracle(
                oracle, new LabGenerator(TYPE, latentDim, shape), discriminator, new CrossEntropy(), updates);
    }

    /**
     * Returns a WGAN with a gradient penalty.
     *
     * @param penalty weight of the penalty
     */
    public static GanOracle wganGp(int latentDim, ImageShape shape, double penalty, Updates updates) {
        Oracle oracle = Oracle.open();
        LabStages stages = new LabStages(shape);
        LayeredNetwork critic = ofImages(shape);
        for (int stage = 1; stage <= stages.count(); stage++) {
            critic.convolution("conv" + stage + ".0", stages.afterHalving(stage - 1), stages.afterHalving(stage))
                    .leakyRelu();
        }
        int features = stages.criticFeatures();
        critic.view(-1, features).linear("fc1.0", features, 1024).leakyRelu().linear("fc2", 1024, 1);
        return new GanOracle(
                oracle, new LabGenerator(TYPE, latentDim, shape), critic, new PenalizedWasserstein(penalty), updates);
    }

    private static final class CrossEntropy implements Loss {
        @Override
        public Tensor ofCritic(LabNetwork critic, Tensor real, Tensor fake, Tensor uniform) {
            Tensor ofReal = critic.forward(real);
            Tensor ofFake = critic.forward(fake);
            return torch.binary_cross_entropy_with_logits(ofReal, torch.ones_like(ofReal))
                    .add(torch.binary_cross_entropy_with_logits(ofFake, torch.zeros_like(ofFake)));
        }

        @Override
        public Tensor ofGenerator(Tensor scores) {
            return torch.binary_cross_entropy_with_logits(scores, torch.ones_like(scores));
        }
    }

    private record PenalizedWasserstein(double weight) implements Loss {
        @Override
        public Tensor ofCritic(LabNetwork critic, Tensor real, Tensor fake, Tensor uniform) {
            Tensor ofReal = critic.forward(real).mean();
            Tensor ofFake = critic.forward(fake).mean();
            Tensor between = real.mul(uniform)
                    .add(fake.mul(torch.ones_like(uniform).sub(uniform)))
                    .detach()
                    .set_requires_grad(true);
            Tensor slopes = torch.grad(
                            new TensorVector(critic.forward(between).sum()),
                            new TensorVector(between),
                            new TensorVector(),
                            new BoolOptional(true), // keep the graph
                            true, // and record this
                            false)
                    .get(0)
                    .flatten(1, -1);
            Tensor excess = slopes.mul(slopes).sum(1).sqrt().sub(new Scalar(1.0));
            Tensor penalty = excess.mul(excess).mean().mul(new Scalar(weight));
            return ofFake.sub(ofReal).add(penalty);
        }

        @Override
        public Tensor ofGenerator(Tensor scores) {
            return scores.mean().neg();
        }
    }

    /** Returns the network from latent vectors to images. */
    public LabNetwork generator() {
        return generator;
    }

    /** Returns the network from images to scores. */
    public LabNetwork critic() {
        return critic;
    }

    /**
     * Updates the critic once and returns its loss before the update.
     *
     * @param real B images
     * @param noise B latent vectors
     * @param uniform B interpolation coefficients of the gradient penalty
     */
    public double criticStep(double[] real, double[] noise, double[] uniform) {
        try (var temporaries = new PointerScope()) {
            criticOptimizer.zero_grad();
            Tensor fake = generator.forward(generator.input(noise)).detach();
            Tensor ofCritic = loss.ofCritic(critic, critic.input(real), fake, critic.tensor(uniform, -1, 1, 1, 1));
            ofCritic.backward();
            criticOptimizer.step();
            return ofCritic.item_double();
        }
    }

    /** Updates the generator once and returns its loss before the update. */
    public double generatorStep(double[] noise) {
        try (var temporaries = new PointerScope()) {
            generatorOptimizer.zero_grad();
            Tensor ofGenerator = loss.ofGenerator(critic.forward(generator.forward(generator.input(noise))));
            ofGenerator.backward();
            generatorOptimizer.step();
            return ofGenerator.item_double();
        }
    }

    /** Releases both networks and all other tensors of the presets that were created since. */
    @Override
    public void close() {
        oracle.close();
    }
}
