package wgan.train;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.data.Dataset;
import wgan.model.Generator;
import wgan.model.GeneratorMetadata;
import wgan.model.Network;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.StepInputs.CriticInputs;
import wgan.train.TurnSchedule.Turn;

/**
 * The training loop: for each batch of real images some updates of the critic, then one of the generator.
 *
 * <p>Everything else is attached to it as {@link TrainingListener}s. Training can stop after any step, and resume from a
 * checkpoint as if it had not stopped. {@link TrainingRun} combines a trainer and its listeners with a run directory.
 *
 * <p>A trainer belongs to one thread and lives until it is closed.
 */
public final class Trainer implements AutoCloseable {
    /** The number of images in {@link Samples}. */
    private static final int SAMPLES = 64;

    private final TrainingConfig config;
    private final Dataset dataset;
    private final DatasetIdentity datasetIdentity;
    private final Device device;
    private final PeriodicEvaluation evaluation;
    private final DataParallel parallel;
    private TrainingState state;

    /** Creates a new run without evaluation: see {@link #Trainer(TrainingConfig, Dataset, Device, PeriodicEvaluation)}. */
    public Trainer(TrainingConfig config, Dataset dataset, Device device) {
        this(config, dataset, device, PeriodicEvaluation.NONE);
    }

    /** Creates a new run of this process alone: see {@link #Trainer(TrainingConfig, Dataset, Device, PeriodicEvaluation, DataParallel)}. */
    public Trainer(TrainingConfig config, Dataset dataset, Device device, PeriodicEvaluation evaluation) {
        this(config, dataset, device, evaluation, DataParallel.NONE);
    }

    /**
     * Creates a new run.
     *
     * @param config equal in all processes
     * @param dataset the real images; all of them are used
     * @param evaluation of the generator in the course of training, which does not influence training; each process may have another
     * @param parallel the processes that train; all of them call {@link #run} and {@link #shareState}
     * @throws HyperparameterException if there is one image, or the last batch of an epoch would have one: batch normalization needs two.
     *     Or if a batch has too few images for the processes, or its inputs are more numbers than an array can hold
     * @throws IllegalArgumentException if there are no images
     * @throws UnequalProcessesException in all processes if one of them has another configuration or other images
     * @throws wgan.torch.DeviceNotAvailableException if there is no such GPU
     */
    public Trainer(
            TrainingConfig config,
            Dataset dataset,
            Device device,
            PeriodicEvaluation evaluation,
            DataParallel parallel) {
        datasetIdentity = DatasetIdentity.of(dataset);
        parallel.requireEqual(config, datasetIdentity); // first: all processes then pass or fail the other checks
        if (dataset.size() == 0) {
            throw new IllegalArgumentException("dataset " + dataset.name() + " has no images, expected 2 or more");
        }
        HyperparameterException.require(
                dataset.size() >= 2, DatasetIdentity.SIZE_KEY, dataset.size(), "2 or more for batch normalization");
        HyperparameterException.require(
                dataset.size() % config.batchSize() != 1,
                "batch_size",
                config.batchSize(),
                "one that does not leave 1 of " + dataset.size() + " images for the last batch");
        parallel.require(config, dataset.size());
        StepInputs.requireFit(
                config, dataset.size(), dataset.shape(), parallel.processes().size());
        this.config = config;
        this.dataset = dataset;
        this.parallel = parallel;
        this.device = device;
        this.evaluation = evaluation;
        state = TrainingState.initial(config, datasetIdentity, device, parallel);
    }

    /**
     * Trains from the current progress to the end of the run, or until it is stopped.
     *
     * @param listener is notified of all events; not closed
     * @param stop called after each step but the last; training stops in all processes when it returns true in one of them
     * @return the progress at the end
     * @throws IOException if a listener throws it. The other processes then wait for this one: end them
     */
    public Progress run(TrainingListener listener, BooleanSupplier stop) throws IOException {
        listener.started(progress());
        if (progress().iteration() == 0) {
            listener.sampled(progress(), samples());
        }
        while (state.beginEpoch()) {
            Batches batches = Batches.ofEpoch(
                    dataset,
                    config.batchSize(),
                    new Seed(config.seed()),
                    progress().epoch());
            while (!progress().endsEpoch()) {
                step(batches.get(progress().step()));
                notify(listener);
                if (!progress().endsRun() && isStopRequested(stop)) {
                    notifyMeasured(listener);
                    return progress();
                }
            }
        }
        listener.finished(progress());
        return progress();
    }

    private boolean isStopRequested(BooleanSupplier stop) {
        boolean here = stop.getAsBoolean();
        if (!parallel.hasSeveralProcesses()) {
            return here;
        }
        try (Tensor requests = Tensor.of(new long[] {here ? 1 : 0}, 1)) {
            parallel.processes().allReduce(requests);
            return requests.toLongArray()[0] > 0;
        }
    }

    /** Does a step: the host prepares its inputs, then the device computes. */
    private void step(Batch batch) {
        Progress at = progress();
        Turn turn = state.turns().next(at);
        try (var scope = TensorScope.open()) {
            LearningRateSchedule rates = config.objective().learningRates();
            state.networks().setLearningRates(rates.critic(at), rates.generator(at));
            Shard shard = Shard.of(batch.size(), parallel.processes());
            state.networks().setWeight(shard.weight());
            StepInputs inputs = StepInputs.prepare(config, state.rollbacks().count(), turn, batch, shard, at, device);
            if (turn.isMeasured()) {
                state.losses().beginMeasurement();
            }
            update(inputs);
            state.advance();
            if (progress().iteration() % SmallAverages.INTERVAL == 0) {
                state.networks().flushSmallAverages();
            }
            if (turn.isMeasured()) {
                state.losses().endMeasurement(progress());
            }
        }
    }

    /**
     * The body of the loop of algorithm 1 (Arjovsky, Chintala and Bottou 2017): n_critic updates of the critic, then one of
     * the generator. A function of tensors on the device.
     */
    private void update(StepInputs inputs) {
        for (CriticInputs critic : inputs.critic()) {
            try (var scope = TensorScope.open()) {
                state.losses().add(state.networks().updateCritic(inputs.real(), critic.noise(), critic.uniform()));
            }
        }
        if (inputs.generatorNoise() != null) {
            state.losses().addGenerator(state.networks().updateGenerator(inputs.generatorNoise()));
            state.averageGenerator();
        }
    }

    /** Notifies a listener of the events that are due after a step. */
    private void notify(TrainingListener listener) throws IOException {
        Progress at = progress();
        listener.stepped(at);
        Losses means = at.isLogPoint() || evaluation.isDue(at) ? notifyMeasured(listener) : null;
        if (at.isLogPoint()) {
            listener.logged(at, requireNonNull(means));
        }
        if (at.isQuarter()) {
            listener.sampled(at, samples());
        }
        if (evaluation.isDue(at)) {
            listener.evaluated(at, evaluation.evaluate(sampler()));
        }
        // Last: it writes the checkpoint, and a resumed run does not repeat the events before it.
        if (at.endsEpoch()) {
            listener.epochFinished(at, requireNonNull(means), samples()); // the end of an epoch is a log point
        }
    }

    /**
     * Notifies a listener of the steps measured since the last call. All losses are read together, because reading waits for a
     * GPU.
     *
     * @return the mean losses of the epoch so far
     */
    private Losses notifyMeasured(TrainingListener listener) throws IOException {
        LossAccumulator.Reading losses = state.losses().read();
        for (Map.Entry<Progress, Losses> step : losses.steps().entrySet()) {
            listener.measured(step.getKey(), step.getValue());
        }
        return losses.means();
    }

    /** Generates images in evaluation mode, from the same latent vectors each time. */
    private Samples samples() {
        float[] latents = new float[SAMPLES * config.latentDim()];
        new Seed(config.seed()).stream(Purpose.SAMPLE_GRID).fillGaussian(latents);
        return new Samples(sampler().sample(latents), dataset.shape());
    }

    private Generator sampler() {
        return Generator.of(generator(), config.latentDim(), dataset.shape());
    }

    /** Returns the progress of the run. */
    public Progress progress() {
        return state.progress();
    }

    /** Returns the real images. */
    Dataset dataset() {
        return dataset;
    }

    /** Returns the identity of the real images. */
    DatasetIdentity datasetIdentity() {
        return datasetIdentity;
    }

    /** Returns the configuration of the run. */
    public TrainingConfig config() {
        return config;
    }

    /**
     * Returns the generator, for {@link Network#evaluate}: the average of {@link TrainingConfig#ema()} if there is one, else the network
     * in training. It is closed with this trainer.
     */
    public Network generator() {
        return state.generator();
    }

    /** Returns the critic in training, which is closed with this trainer. */
    Network critic() {
        return state.networks().critic();
    }

    /** Returns the bytes of all tensors that are kept between steps. */
    long stateBytes() {
        return state.bytes();
    }

    /** Returns the metadata of the generator's model file. */
    Map<String, String> generatorMetadata() {
        return new GeneratorMetadata(config.objective().generator(), config.latentDim(), dataset.shape()).entries();
    }

    /**
     * Writes a checkpoint: everything that the rest of the run depends on. The file is replaced as a whole.
     *
     * @throws DivergedException if a parameter is NaN or infinite, which the losses show only a step later
     */
    public void save(Path checkpoint) throws IOException {
        requireFinite();
        Checkpoint.write(checkpoint, config, datasetIdentity, environment(), state);
    }

    /**
     * Checks both networks.
     *
     * @throws DivergedException if a parameter is NaN or infinite
     */
    void requireFinite() throws DivergedException {
        if (!state.networks().generator().masterParameters().allFinite()
                || !state.networks().critic().masterParameters().allFinite()) {
            throw DivergedException.at(progress(), "a parameter is NaN or infinite");
        }
    }

    /**
     * Resumes a run from a checkpoint. On the same machine, device, libtorch and number of threads, the rest of the run is
     * bit for bit the same as if the run had not been interrupted.
     *
     * @return differences from the environment that the checkpoint was written in, which may change bits; one line each
     * @throws IncompatibleCheckpointException if the checkpoint is of a run with other hyper-parameters or images
     * @throws IOException if the file cannot be read, or is not a checkpoint; after any exception this trainer is unchanged
     */
    public List<String> resume(Path checkpoint) throws IOException {
        TrainingState resumed = TrainingState.blank(config, datasetIdentity, device, parallel);
        try {
            List<String> notes = Checkpoint.read(checkpoint, config, datasetIdentity, environment(), resumed);
            TrainingState replaced = state;
            state = resumed;
            resumed = replaced;
            return notes;
        } finally {
            resumed.close();
        }
    }

    /** Returns the environment of this run: see {@link RunEnvironment}. */
    Map<String, Object> environment() {
        return RunEnvironment.on(device, parallel);
    }

    /**
     * Gives all processes the state of rank 0, which alone needs to read a checkpoint. All processes call this before {@link #run};
     * without others it does nothing.
     */
    public void shareState() {
        if (parallel.hasSeveralProcesses()) {
            state.broadcast(parallel.processes());
        }
    }

    /**
     * Goes back to a checkpoint of this run, or to its beginning, and repeats the steps after it with other noise.
     *
     * @param checkpoint empty for the beginning
     * @throws IOException if the file cannot be read; this trainer is then unchanged
     */
    void rollBack(Optional<Path> checkpoint) throws IOException {
        Rollbacks before = state.rollbacks();
        if (checkpoint.isPresent()) {
            resume(checkpoint.get());
        } else {
            TrainingState initial = TrainingState.initial(config, datasetIdentity, device, parallel);
            state.close();
            state = initial;
        }
        state.setRollbacks(before.next(progress()));
    }

    /** Returns the rollbacks of the run so far. */
    Rollbacks rollbacks() {
        return state.rollbacks();
    }

    @Override
    public void close() {
        state.close();
    }
}
