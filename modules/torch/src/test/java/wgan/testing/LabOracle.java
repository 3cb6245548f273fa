package wgan.testing;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The lab's WGAN, worked out a second time: its two networks, losses and updates on libtorch's own modules, autograd and
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
 * <p>Samples come as their numbers, one sample after the other; how many there are says the size of the batch. As an
 * {@link Oracle}, it belongs to the thread that opened it. Its first values come from libtorch's own generator, so a
 * test sets them all.
 */
public final class LabOracle implements AutoCloseable {
    private static final Updates OF_THE_LAB = new Updates(5e-5, 5e-5, 0.01);

    private final Oracle oracle;
    private final LabGenerator generator;
    private final LabCritic critic;
    private final RMSprop generatorOptimizer;
    private final RMSprop criticOptimizer;
    private final double clip;

    /**
     * What training is set to.
     *
     * @param criticRate the critic's learning rate
     * @param generatorRate the generator's learning rate
     * @param clip the greatest magnitude of a critic's parameter
     */
    public record Updates(double criticRate, double generatorRate, double clip) {}

    private LabOracle(Oracle oracle, ScalarType type, int latentDim, Updates updates) {
        this.oracle = oracle;
        generator = new LabGenerator(type, latentDim);
        critic = new LabCritic(type);
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
     * The lab's networks in training mode, with the updates of the paper.
     *
     * @param type Float or Double
     * @param latentDim numbers in a latent vector
     */
    public static LabOracle open(ScalarType type, int latentDim) {
        return open(type, latentDim, OF_THE_LAB);
    }

    /** As {@link #open(ScalarType, int)}, with other updates. */
    public static LabOracle open(ScalarType type, int latentDim, Updates updates) {
        return new LabOracle(Oracle.open(), type, latentDim, updates);
    }

    /** As {@link #open(ScalarType, int)}, in a process that never loads the binding; see {@link Oracle#openAlone}. */
    public static LabOracle openAlone(ScalarType type, int latentDim) {
        return new LabOracle(Oracle.openAlone(), type, latentDim, OF_THE_LAB);
    }

    /** Latent vectors to images. */
    public LabGenerator generator() {
        return generator;
    }

    /** Images to scores. */
    public LabCritic critic() {
        return critic;
    }

    /**
     * The critic's loss, −(mean D(real) − mean D(G(z))), whose gradients the critic's parameters then have.
     *
     * @param real B images
     * @param noise B latent vectors
     */
    public double criticLoss(double[] real, double[] noise) {
        try (var temporaries = new PointerScope()) {
            return criticLoss(critic.samples(real), generator.samples(noise));
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
     * The generator's loss, −mean D(G(z)), whose gradients the generator's parameters then have.
     *
     * @param noise B latent vectors
     */
    public double generatorLoss(double[] noise) {
        try (var temporaries = new PointerScope()) {
            return generatorLoss(generator.samples(noise));
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

    /** One update of the critic, clamp included; returns the {@linkplain #criticLoss loss} before it. */
    public double criticStep(double[] real, double[] noise) {
        try (var temporaries = new PointerScope()) {
            return criticStep(critic.samples(real), generator.samples(noise));
        }
    }

    /** As {@link #criticStep(double[], double[])}, of samples that are the presets' already. */
    public double criticStep(Tensor real, Tensor noise) {
        try (var temporaries = new PointerScope()) {
            double loss = criticLoss(real, noise);
            criticOptimizer.step();
            critic.clamp(clip);
            return loss;
        }
    }

    /** One update of the generator; returns the {@linkplain #generatorLoss loss} before it. */
    public double generatorStep(double[] noise) {
        try (var temporaries = new PointerScope()) {
            return generatorStep(generator.samples(noise));
        }
    }

    /** As {@link #generatorStep(double[])}, of samples that are the presets' already. */
    public double generatorStep(Tensor noise) {
        try (var temporaries = new PointerScope()) {
            double loss = generatorLoss(noise);
            generatorOptimizer.step();
            return loss;
        }
    }

    /** Releases both networks and every other tensor of the presets made meanwhile. */
    @Override
    public void close() {
        oracle.close();
    }
}
