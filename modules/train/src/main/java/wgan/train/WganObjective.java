package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.model.Critic;
import wgan.model.Generator;
import wgan.model.Layer;
import wgan.model.Layer.Wanted;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.torch.Creation;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Elements;
import wgan.torch.Elementwise;
import wgan.torch.Reductions;
import wgan.torch.Shapes;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Wasserstein GAN with weight clipping (Arjovsky, Chintala and Bottou 2017, algorithm 1).
 *
 * <pre>
 *   critic:     L_D = -(mean D(x) - mean D(G(z)))     then every parameter of D into [-c, c]
 *   generator:  L_G = -mean D(G(z))
 * </pre>
 *
 * <p>-L_D estimates the Wasserstein distance up to a factor. Both networks stay in training mode.
 */
public final class WganObjective implements Objective {
    /** Tells the two networks' initial values apart. */
    private static final int GENERATOR_NUMBER = 0;

    private static final int CRITIC_NUMBER = 1;

    private final double clip;
    private final Network generator;
    private final Network critic;
    private final RmsProp generatorOptimizer;
    private final RmsProp criticOptimizer;
    private final Tensor signs; // (2, 1): dL_D/dscore of a real and of a generated picture, times B

    /** Both networks with fresh parameters; f32 or bf16 for training, f64 to check the arithmetic. */
    public WganObjective(TrainingConfig config, DType dtype, Device device) {
        clip = config.clip();
        generator = new Network(Generator.layers(config.latentSize()), dtype, device);
        critic = new Network(Critic.layers(), dtype, device);
        generator.initialize(new Seed(config.seed()), GENERATOR_NUMBER);
        critic.initialize(new Seed(config.seed()), CRITIC_NUMBER);
        generatorOptimizer = new RmsProp(generator, config.generatorLearningRate());
        criticOptimizer = new RmsProp(critic, config.criticLearningRate());
        signs = TensorScope.detach(Creation.empty(critic.values().dtype(), device, 2, 1));
        Elements.set(signs, new double[] {-1, 1});
    }

    @Override
    public Network generator() {
        return generator;
    }

    @Override
    public Network critic() {
        return critic;
    }

    @Override
    public Tensor criticStep(Tensor real, Tensor noise) {
        long batch = real.size(0);
        Tensor fake = generator.forward(noise).output(); // (B, 1, 28, 28)
        // One pass for both, with statistics of their own in the batch-norms.
        Layer.Pass scores = critic.forward(Shapes.concatenate(List.of(real, fake), 0), 2); // (2B, 1)
        Tensor gradScores =
                Shapes.reshape(Elementwise.multiply(Shapes.expand(signs, 2, batch), 1.0 / batch), 2 * batch, 1);
        scores.backward(gradScores, Wanted.PARAMETERS);
        Tensor loss = Reductions.sum(Elementwise.multiply(scores.output(), gradScores)); // linear in the scores
        criticOptimizer.step(clip);
        return loss;
    }

    @Override
    public Tensor generatorStep(Tensor noise) {
        Layer.Pass fake = generator.forward(noise); // (B, 1, 28, 28)
        Layer.Pass scores = critic.forward(fake.output()); // (B, 1)
        Tensor gradScores = Creation.fullLike(scores.output(), -1.0 / noise.size(0)); // (B, 1)
        Tensor gradFake = scores.backward(gradScores, Wanted.INPUT); // (B, 1, 28, 28)
        fake.backward(gradFake, Wanted.PARAMETERS);
        generatorOptimizer.step();
        return Elementwise.multiply(Reductions.mean(scores.output()), -1);
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        generator.state().forEach((name, tensor) -> state.put("generator." + name, tensor));
        critic.state().forEach((name, tensor) -> state.put("critic." + name, tensor));
        generatorOptimizer.state().forEach((name, tensor) -> state.put("optimizer.generator." + name, tensor));
        criticOptimizer.state().forEach((name, tensor) -> state.put("optimizer.critic." + name, tensor));
        return state;
    }

    @Override
    public void close() {
        signs.close();
        criticOptimizer.close();
        generatorOptimizer.close();
        critic.close();
        generator.close();
    }
}
