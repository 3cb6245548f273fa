package wgan.testing;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import wgan.image.ImageShape;

/**
 * A reference of the lab's WGAN: its two networks, losses and updates, computed by libtorch's own modules, autograd and
 * RMSprop.
 *
 * <pre>{@code
 * try (LabOracle lab = LabOracle.open(ScalarType.Double, 100)) {
 *     ourCritic.state().forEach((name, tensor) -> lab.critic().set(name, tensor.toDoubleArray()));
 *     double loss = lab.criticLoss(real, noise);
 *     assertThat(Oracle.distance(ourGradient, lab.critic().gradient("fc2.weight"))).isLessThan(1e-10);
 * } // every tensor of the presets is released here
 * }</pre>
 *
 * <p>Inputs are arrays of numbers in row-major order, whose length determines the batch size. An instance belongs to the
 * thread that opened it, like an {@link Oracle}. Its initial values come from libtorch's random numbers, so a test sets all
 * of them.
 */
public final class LabOracle implements AutoCloseable {
    private static final Updates OF_THE_PAPER = new Updates(5e-5, 5e-5, 0.01);

    private final Oracle oracle;
    private final LabGenerator generator;
    private final LabCritic critic;
    private final RMSprop generatorOptimizer;
    private final RMSprop criticOptimizer;
    private final double clip;

    /**
     * The settings of training.
     *
     * @param criticRate the critic's learning rate
     * @param generatorRate the generator's learning rate
     * @param clip the greatest magnitude of a critic's parameter
     */
    public record Updates(double criticRate, double generatorRate, double clip) {}

    private LabOracle(Oracle oracle, ScalarType type, int latentDim, ImageShape shape, Updates updates) {
        this.oracle = oracle;
        generator = new LabGenerator(type, latentDim, shape);
        critic = new LabCritic(type, shape);
        generatorOptimizer = new RMSprop(generator.parameters(), rmsprop(updates.generatorRate()));
        criticOptimizer = new RMSprop(critic.parameters(), rmsprop(updates.criticRate()));
        clip = updates.clip();
    }

    private static RMSpropOptions rmsprop(double rate) {
        var options = new RMSpropOptions(rate);
        options.alpha().put(0.99);
        options.eps().put(1e-8);
        return options;
    }

    /**
     * Opens the lab's networks in training mode, with the learning rates and the clip of the paper.
     *
     * @param type Float or Double
     * @param latentDim the latent dimension
     */
    public static LabOracle open(ScalarType type, int latentDim) {
        return open(type, latentDim, ImageShape.MNIST);
    }

    /** Opens the networks for images of another shape; see {@link #open(ScalarType, int)}. */
    public static LabOracle open(ScalarType type, int latentDim, ImageShape shape) {
        return open(type, latentDim, shape, OF_THE_PAPER);
    }

    /** Opens the networks for images of another shape in training mode, with other settings; see {@link #open(ScalarType, int)}. */
    public static LabOracle open(ScalarType type, int latentDim, ImageShape shape, Updates updates) {
        return new LabOracle(Oracle.open(), type, latentDim, shape, updates);
    }

    /**
     * Opens the lab's networks in a process that never loads the binding; see {@link #open(ScalarType, int)} and {@link
     * Oracle#openAlone}.
     */
    public static LabOracle openAlone(ScalarType type, int latentDim) {
        return new LabOracle(Oracle.openAlone(), type, latentDim, ImageShape.MNIST, OF_THE_PAPER);
    }

    /** Returns the network from latent vectors to images. */
    public LabGenerator generator() {
        return generator;
    }

    /** Returns the network from images to scores. */
    public LabCritic critic() {
        return critic;
    }

    /**
     * Returns the critic's loss, −(mean D(real) − mean D(G(z))), and computes its gradients with respect to the critic's
     * parameters.
     *
     * @param real B images
     * @param noise B latent vectors
     */
    public double criticLoss(double[] real, double[] noise) {
        try (var temporaries = new PointerScope()) {
            return criticLoss(critic.input(real), generator.input(noise));
        }
    }

    private double criticLoss(Tensor real, Tensor noise) {
        criticOptimizer.zero_grad();
        Tensor fake = generator.forward(noise).detach();
        Tensor ofReal = critic.forward(real).mean();
        Tensor ofFake = critic.forward(fake).mean();
        return backward(ofReal.sub(ofFake).neg());
    }

    /**
     * Returns the generator's loss, −mean D(G(z)), and computes its gradients with respect to the generator's parameters.
     *
     * @param noise B latent vectors
     */
    public double generatorLoss(double[] noise) {
        try (var temporaries = new PointerScope()) {
            return generatorLoss(generator.input(noise));
        }
    }

    private double generatorLoss(Tensor noise) {
        generatorOptimizer.zero_grad();
        Tensor fake = generator.forward(noise);
        return backward(critic.forward(fake).mean().neg());
    }

    private static double backward(Tensor loss) {
        loss.backward();
        return loss.item_double();
    }

    /** Updates the critic once, clamp included, and returns its {@linkplain #criticLoss loss} before the update. */
    public double criticStep(double[] real, double[] noise) {
        try (var temporaries = new PointerScope()) {
            return criticStep(critic.input(real), generator.input(noise));
        }
    }

    /** Updates the critic once, from tensors of the presets; see {@link #criticStep(double[], double[])}. */
    public double criticStep(Tensor real, Tensor noise) {
        try (var temporaries = new PointerScope()) {
            double loss = criticLoss(real, noise);
            criticOptimizer.step();
            critic.clamp(clip);
            return loss;
        }
    }

    /** Updates the generator once, and returns its {@linkplain #generatorLoss loss} before the update. */
    public double generatorStep(double[] noise) {
        try (var temporaries = new PointerScope()) {
            return generatorStep(generator.input(noise));
        }
    }

    /** Updates the generator once, from a tensor of the presets; see {@link #generatorStep(double[])}. */
    public double generatorStep(Tensor noise) {
        try (var temporaries = new PointerScope()) {
            double loss = generatorLoss(noise);
            generatorOptimizer.step();
            return loss;
        }
    }

    /** Releases both networks and all other tensors of the presets that were created since. */
    @Override
    public void close() {
        oracle.close();
    }
}
