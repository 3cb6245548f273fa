package wgan.train;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.model.LayerSummary;
import wgan.model.Network;
import wgan.torch.Device;

/**
 * What a run needs: its networks, their memory, and the time of a step, measured on its first steps. Nothing is written.
 *
 * @param generator the layers of the generator
 * @param critic the layers of the critic
 * @param stateBytes the memory of all tensors that the run keeps: parameters, their gradients and copies, buffers, averages and the state
 *     of the optimizers
 * @param activationBytes the memory of the outputs of all layers in one update of the critic: of a batch of generated images, and of
 *     both halves of the critic's batch
 * @param start the progress of a new run; it has the number of steps of an epoch
 * @param measuredSteps the number of steps that were measured
 * @param secondsPerStep the mean time of a measured step, without evaluations and files
 */
public record TrainingEstimate(
        List<LayerSummary> generator,
        List<LayerSummary> critic,
        long stateBytes,
        long activationBytes,
        Progress start,
        int measuredSteps,
        double secondsPerStep) {
    /** Steps before the measured ones: libtorch chooses and compiles its kernels in them. */
    private static final int WARMUP = 3;

    /** Ten seconds: a slow machine then measures fewer steps. */
    private static final long MAX_NANOS = 10_000_000_000L;

    /** Real and generated images. */
    private static final int CRITIC_BATCHES = 2;

    /** Keeps copies. */
    public TrainingEstimate {
        generator = List.copyOf(generator);
        critic = List.copyOf(critic);
    }

    /**
     * Does the first steps of a run.
     *
     * @param steps the number of steps to measure, at least 1; fewer are measured if the run has fewer, or
     *     they take more than ten seconds
     * @throws HyperparameterException if the batch size does not fit the dataset
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public static TrainingEstimate measure(TrainingConfig config, Dataset dataset, Device device, int steps) {
        try (Trainer trainer = new Trainer(config, dataset, device)) {
            Network generator = trainer.generator();
            Network critic = trainer.critic();
            ImageShape shape = dataset.shape();
            List<LayerSummary> generatorLayers = generator.summarize(config.latentDim());
            List<LayerSummary> criticLayers = critic.summarize(shape.channels(), shape.height(), shape.width());
            long outputs = numel(generatorLayers) + CRITIC_BATCHES * numel(criticLayers);
            Progress start = trainer.progress();
            int warmup = (int) Math.min(WARMUP, start.iterations() / 2);
            run(trainer, warmup);
            long before = trainer.progress().iteration();
            long started = System.nanoTime();
            run(trainer, steps);
            int measured = Math.toIntExact(trainer.progress().iteration() - before);
            return new TrainingEstimate(
                    generatorLayers,
                    criticLayers,
                    trainer.stateBytes(),
                    Math.multiplyExact(
                            outputs * Math.min(config.batchSize(), dataset.size()),
                            config.precision().dtype().bytes()),
                    start,
                    measured,
                    (System.nanoTime() - started) / 1e9 / measured);
        } catch (IOException e) {
            throw new AssertionError("no listener writes a file", e);
        }
    }

    /** Trains for some steps. At the end the losses are read, for which the host waits until the device has done the steps. */
    private static void run(Trainer trainer, int steps) throws IOException {
        if (steps > 0) {
            long end = trainer.progress().iteration() + steps;
            long latest = System.nanoTime() + MAX_NANOS;
            trainer.run(
                    new TrainingListener() {},
                    () -> trainer.progress().iteration() >= end || System.nanoTime() > latest);
        }
    }

    private static long numel(List<LayerSummary> layers) {
        return layers.stream().mapToLong(LayerSummary::outputNumel).sum();
    }

    /** Returns the number of elements of the parameters of both networks. */
    public long parameters() {
        return Stream.concat(generator.stream(), critic.stream())
                .mapToLong(LayerSummary::parameters)
                .sum();
    }

    /** Returns the estimated time of an epoch, in seconds. */
    public double secondsPerEpoch() {
        return secondsPerStep * start.steps();
    }
}
