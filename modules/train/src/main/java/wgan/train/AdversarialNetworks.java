package wgan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.image.ImageShape;
import wgan.model.Layer;
import wgan.model.Layer.OutputMask;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * A generator and a critic with their optimizers, and the update of each: what the device computes in a step.
 *
 * <p>Both networks stay in training mode. Results belong to the open {@link wgan.torch.TensorScope}.
 */
final class AdversarialNetworks implements AutoCloseable {
    /** The numbers of the two networks, so that they start with different parameters. */
    private static final int GENERATOR_NUMBER = 0;

    private static final int CRITIC_NUMBER = 1;

    private final Objective objective;
    private final DataParallel parallel;
    private final ResourceStack resources = new ResourceStack();
    private final Network generator;
    private final Network critic;
    private final Optimizer generatorOptimizer;
    private final Optimizer criticOptimizer;
    private double weight = 1; // of this process's mean in that of the batch

    /**
     * Creates both networks; their parameters are 0, until {@link #state} is written.
     *
     * @param dtype f32 or bf16 for training, f64 to check the arithmetic
     * @param parallel the processes that train; all of them call the same methods in the same order
     */
    AdversarialNetworks(
            Objective objective, int latentDim, ImageShape shape, DType dtype, Device device, DataParallel parallel) {
        this.objective = objective;
        this.parallel = parallel;
        try {
            generator = resources.push(
                    new Network(objective.generator().layers(latentDim, shape), dtype, device), Network::close);
            critic = resources.push(new Network(objective.criticLayers(shape), dtype, device), Network::close);
            generatorOptimizer = resources.push(objective.generatorOptimizer(generator), Optimizer::close);
            criticOptimizer = resources.push(objective.criticOptimizer(critic), Optimizer::close);
            if (parallel.synchronizesBatchNorm()) {
                generator.synchronize(parallel.processes()::allReduce);
                critic.synchronize(parallel.processes()::allReduce);
            }
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** Creates both networks with initial parameters, for one process. */
    static AdversarialNetworks initial(
            Objective objective, int latentDim, ImageShape shape, Seed seed, DType dtype, Device device) {
        return initial(objective, latentDim, shape, seed, dtype, device, DataParallel.NONE);
    }

    /** Creates both networks with initial parameters. */
    static AdversarialNetworks initial(
            Objective objective,
            int latentDim,
            ImageShape shape,
            Seed seed,
            DType dtype,
            Device device,
            DataParallel parallel) {
        AdversarialNetworks networks = new AdversarialNetworks(objective, latentDim, shape, dtype, device, parallel);
        try {
            networks.generator.initialize(seed, GENERATOR_NUMBER, objective::initializer);
            networks.critic.initialize(seed, CRITIC_NUMBER, objective::initializer);
            return networks;
        } catch (RuntimeException e) {
            networks.close();
            throw e;
        }
    }

    /**
     * Updates the critic once: the inner loop of algorithm 1 (Arjovsky, Chintala and Bottou 2017).
     *
     * @param real x, (B, C, H, W), in [-1, 1]
     * @param noise z, (B, L)
     * @param uniform (B, 1, 1, 1), in [0, 1); see {@link Objective#criticLoss}
     * @return its loss before the update
     */
    CriticLoss updateCritic(Tensor real, Tensor noise, Tensor uniform) {
        Tensor fake = generator.forward(noise).output(); // G(z), (B, C, H, W)
        CriticLoss loss = ofBatch(objective.criticLoss(critic, real, fake, uniform)); // and its gradients
        sumGradients(critic);
        criticOptimizer.step();
        objective.constrainCritic(critic); // the clipping of WGAN
        critic.syncComputeCopy();
        return loss;
    }

    /**
     * Updates the generator once: the end of the outer loop of algorithm 1. The parameters of the critic do not change.
     *
     * @param noise z, (B, L)
     * @return its loss before the update, 0-dimensional
     */
    Tensor updateGenerator(Tensor noise) {
        Layer.Pass fake = generator.forward(noise); // G(z), (B, C, H, W)
        Layer.Pass scores = critic.forward(fake.output()); // D(G(z)), (B, 1)
        Loss loss = objective.generatorLoss(scores.output());
        Tensor gradFake = scores.backward(loss.gradient(), OutputMask.INPUT); // dL/dG(z), (B, C, H, W)
        fake.backward(gradFake, OutputMask.PARAMETERS);
        sumGradients(generator);
        generatorOptimizer.step();
        generator.syncComputeCopy();
        return ofBatch(loss.value());
    }

    /** Makes the gradients those of the mean over the whole batch: the weighted sum over the processes. */
    private void sumGradients(Network network) {
        if (parallel.hasSeveralProcesses()) {
            parallel.processes().allReduce(network.gradients().mul_(weight));
        }
    }

    /** Returns the mean over the whole batch of losses that are means over the samples of this process. */
    private Tensor ofBatch(Tensor losses) {
        if (!parallel.hasSeveralProcesses()) {
            return losses;
        }
        Tensor weighted = losses.to(DType.F64).mul(weight);
        parallel.processes().allReduce(weighted);
        return weighted;
    }

    private CriticLoss ofBatch(CriticLoss loss) {
        if (!parallel.hasSeveralProcesses()) {
            return loss;
        }
        Tensor both = ofBatch(
                Tensor.stack(List.of(loss.total().to(DType.F64), loss.scores().to(DType.F64)), 0)); // one message
        return new CriticLoss(both.select(0, 0), both.select(0, 1));
    }

    /**
     * Sets the weight of this process's samples in the updates that follow; 1 at first.
     *
     * @param share its samples divided by those of the whole batch
     */
    void setWeight(double share) {
        weight = share;
    }

    /** Sets the learning rates of the updates that follow. */
    void setLearningRates(double criticRate, double generatorRate) {
        criticOptimizer.setLearningRate(criticRate);
        generatorOptimizer.setLearningRate(generatorRate);
    }

    /** Sets averages of both optimizers that have almost decayed to 0 to 0: see {@link SmallAverages}. */
    void flushSmallAverages() {
        generatorOptimizer.state().values().forEach(SmallAverages::flush);
        criticOptimizer.state().values().forEach(SmallAverages::flush);
    }

    Network generator() {
        return generator;
    }

    Network critic() {
        return critic;
    }

    /** Returns every tensor that the next update depends on, by name, for a checkpoint to read or write. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        generator.state().forEach((name, tensor) -> state.put("generator." + name, tensor));
        critic.state().forEach((name, tensor) -> state.put("critic." + name, tensor));
        generatorOptimizer.state().forEach((name, tensor) -> state.put("optimizer.generator." + name, tensor));
        criticOptimizer.state().forEach((name, tensor) -> state.put("optimizer.critic." + name, tensor));
        return state;
    }

    /** Updates the compute copies after {@link #state} was written. */
    void syncComputeCopies() {
        generator.syncComputeCopy();
        critic.syncComputeCopy();
    }

    @Override
    public void close() {
        resources.close();
    }
}
