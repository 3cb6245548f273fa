package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wgan.data.Batches;
import wgan.image.ImageShape;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;

/** Everything that changes in the course of a run: networks, optimizers, losses, progress and turns. A checkpoint contains it. */
final class TrainingState implements AutoCloseable {
    private final TrainingConfig config;
    private final ResourceStack resources = new ResourceStack();
    private final AdversarialNetworks networks;
    private final @Nullable ExponentialMovingAverage average; // of the generator
    private final LossAccumulator losses;
    private Progress progress;
    private TurnSchedule turns;
    private Rollbacks rollbacks = Rollbacks.NONE;

    private TrainingState(
            TrainingConfig config, ImageShape shape, AdversarialNetworks networks, Progress progress, Device device) {
        this.config = config;
        this.progress = progress;
        turns = new TurnSchedule(config.objective().criticSchedule(), TurnSchedule.State.INITIAL);
        try {
            this.networks = resources.push(networks, AdversarialNetworks::close);
            average = config.ema() == 0
                    ? null
                    : resources.push(
                            new ExponentialMovingAverage(
                                    networks.generator(),
                                    config.objective().generator().layers(config.latentDim(), shape),
                                    config.ema()),
                            ExponentialMovingAverage::close);
            losses = resources.push(
                    new LossAccumulator(device, config.objective().hasPenalty()), LossAccumulator::close);
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** Returns the state of a new run. */
    static TrainingState initial(TrainingConfig config, DatasetIdentity images, Device device, DataParallel parallel) {
        Progress beginning = beginning(config, images.size());
        AdversarialNetworks networks = AdversarialNetworks.initial(
                config.objective(),
                config.latentDim(),
                images.shape(),
                new Seed(config.seed()),
                config.precision().dtype(),
                device,
                parallel);
        TrainingState state = new TrainingState(config, images.shape(), networks, beginning, device);
        if (state.average != null) {
            state.average.reset();
        }
        return state;
    }

    /** Returns a state that a checkpoint is read into: the parameters are 0. */
    static TrainingState blank(TrainingConfig config, DatasetIdentity images, Device device, DataParallel parallel) {
        Progress beginning = beginning(config, images.size());
        var networks = new AdversarialNetworks(
                config.objective(),
                config.latentDim(),
                images.shape(),
                config.precision().dtype(),
                device,
                parallel);
        return new TrainingState(config, images.shape(), networks, beginning, device);
    }

    /** Returns the progress of a new run. */
    static Progress beginning(TrainingConfig config, int datasetSize) {
        return new Progress(0, config.epochs(), 0, Batches.count(datasetSize, config.batchSize()));
    }

    /** Returns whether there is an epoch to begin or to finish; moves to its beginning if the one before is done. */
    boolean beginEpoch() {
        if (!progress.endsEpoch()) {
            return progress.epoch() < config.epochs();
        }
        if (progress.epoch() + 1 >= config.epochs()) {
            return false;
        }
        progress = progress.nextEpoch();
        losses.reset();
        return true;
    }

    /** Adds the generator to its average, if there is one; called after each of its updates. */
    void averageGenerator() {
        if (average != null) {
            average.update(turns.state().generatorUpdates());
        }
    }

    /** Returns the generator that is sampled and saved: the average if there is one, else the one in training. */
    Network generator() {
        return average == null ? networks.generator() : average.network();
    }

    /** Moves the progress by a step. */
    void advance() {
        progress = progress.nextStep();
    }

    AdversarialNetworks networks() {
        return networks;
    }

    LossAccumulator losses() {
        return losses;
    }

    Progress progress() {
        return progress;
    }

    TurnSchedule turns() {
        return turns;
    }

    Rollbacks rollbacks() {
        return rollbacks;
    }

    void setRollbacks(Rollbacks other) {
        rollbacks = other;
    }

    /** Returns all tensors by name, for a checkpoint to read or write. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(networks.state());
        if (average != null) {
            average.state().forEach((name, tensor) -> tensors.put("ema.generator." + name, tensor));
        }
        tensors.put("losses", losses.sums());
        return tensors;
    }

    /** Returns the bytes of all tensors, and of those that each step computes anew: gradients and compute copies. */
    long bytes() {
        Stream<Tensor> computed = Stream.of(networks.generator(), networks.critic())
                .flatMap(network -> Stream.of(network.gradients(), network.computeCopy()))
                .filter(Objects::nonNull);
        return Stream.concat(tensors().values().stream(), computed)
                .mapToLong(tensor -> tensor.numel() * tensor.dtype().bytes())
                .sum();
    }

    /**
     * Sets the rest of the state after {@link #tensors} were written.
     *
     * @param criticUpdates of the current epoch
     * @param generatorUpdates of the current epoch
     */
    void resume(Progress at, TurnSchedule.State turnState, long criticUpdates, long generatorUpdates) {
        progress = at;
        turns = new TurnSchedule(config.objective().criticSchedule(), turnState);
        losses.resume(criticUpdates, generatorUpdates);
        networks.syncComputeCopies();
    }

    /** Replaces the state by that of rank 0. All processes call this; their configurations are equal. */
    void broadcast(Collective processes) {
        tensors().values().forEach(processes::broadcast);
        TurnSchedule.State turn = turns.state();
        long[] own = {
            progress.epoch(),
            progress.epochs(),
            progress.step(),
            turn.generatorUpdates(),
            turn.criticUpdates(),
            turn.isMeasurementDue() ? 1 : 0,
            losses.criticUpdates(),
            losses.generatorUpdates(),
            rollbacks.count(),
            rollbacks.epochs()
        };
        try (Tensor counters = Tensor.of(own, own.length)) {
            processes.broadcast(counters);
            long[] root = counters.toLongArray();
            resume(
                    new Progress((int) root[0], (int) root[1], (int) root[2], progress.steps()),
                    new TurnSchedule.State(root[3], (int) root[4], root[5] == 1),
                    root[6],
                    root[7]);
            rollbacks = new Rollbacks((int) root[8], (int) root[9]);
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
