package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.data.Dataset;
import wgan.model.Generator;
import wgan.model.Network;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;
import wgan.torch.Conversion;
import wgan.torch.Creation;
import wgan.torch.Device;
import wgan.torch.Elements;
import wgan.torch.Reductions;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The training loop: for each batch of real images some updates of the critic, then, when it is its turn, one of the
 * generator.
 *
 * <p>All else hangs on it as {@link TrainingListener}s. It can stop after any step and, from a {@link Checkpoint}, go on
 * as if it had not.
 */
public final class Trainer implements AutoCloseable {
    /** Images that listeners get to see. */
    private static final int SAMPLES = 64;

    private final TrainingConfig config;
    private final Dataset dataset;
    private final Device device;
    private final PeriodicEvaluation evaluations;
    private final Seed seed;
    private final Objective objective;
    private final LossMean criticLoss;
    private final LossMean generatorLoss;
    private Progress at;
    private Schedule schedule;

    /** A run that has not begun, and is not evaluated; see {@link #Trainer(TrainingConfig, Dataset, Device, PeriodicEvaluation)}. */
    public Trainer(TrainingConfig config, Dataset dataset, Device device) {
        this(config, dataset, device, PeriodicEvaluation.NONE);
    }

    /**
     * A run that has not begun.
     *
     * @param dataset the real images; not limited any further
     * @throws IllegalArgumentException if the last batch of an epoch would have one image only: batch normalisation needs two
     */
    public Trainer(TrainingConfig config, Dataset dataset, Device device, PeriodicEvaluation evaluations) {
        if (dataset.size() % config.batchSize() == 1) {
            throw new IllegalArgumentException("batch-size is " + config.batchSize() + ", which leaves one of "
                    + dataset.size()
                    + " images for the last batch, expected two at least; take another --batch-size or"
                    + " --limit");
        }
        this.config = config;
        this.dataset = dataset;
        this.device = device;
        this.evaluations = evaluations;
        seed = new Seed(config.seed());
        objective = ObjectiveName.open(config, config.precision().samples(), device);
        try {
            criticLoss = new LossMean(device);
            generatorLoss = new LossMean(device);
        } catch (RuntimeException e) {
            objective.close();
            throw e;
        }
        at = beginning(config, dataset);
        schedule = new Schedule(config.rules());
    }

    private static Progress beginning(TrainingConfig config, Dataset dataset) {
        return new Progress(0, config.epochs(), 0, Batches.count(dataset.size(), config.batchSize()));
    }

    /**
     * Where a run would go on from a checkpoint.
     *
     * @throws IOException as {@link #resume} throws, unless it is for the tensors, which are not read
     */
    public static Progress placeOf(Path checkpoint, TrainingConfig config, Dataset dataset) throws IOException {
        return Checkpoint.place(checkpoint, config, dataset.fingerprint(), beginning(config, dataset));
    }

    /**
     * Trains from where the run stands to its end, or until it shall stop.
     *
     * @param listener is told of everything; not closed
     * @param stop asked after each step
     * @return where the run stands then
     * @throws IOException what a listener threw
     */
    public Progress run(TrainingListener listener, BooleanSupplier stop) throws IOException {
        listener.started(at);
        if (at.iteration() == 0) {
            listener.drawn(at, samples());
        }
        while (beginEpoch()) {
            Batches batches = Batches.ofEpoch(dataset, config.batchSize(), seed, at.epoch());
            for (int step = at.step(); step < batches.count(); step++) {
                Optional<StepLosses> measured = step(batches.get(step));
                listener.stepped(at);
                if (measured.isPresent()) {
                    listener.measured(at, measured.get());
                }
                if (at.isLogPoint()) {
                    listener.logged(at, losses());
                }
                if (at.isQuarter()) {
                    listener.drawn(at, samples());
                }
                if (evaluations.areDue(at)) {
                    listener.evaluated(at, evaluations.distanceOf(generator(), config.latentDim()));
                }
                // Last, since a run goes on from here: what was told before is not told again.
                if (at.endsEpoch()) {
                    listener.epochFinished(at, losses(), samples());
                }
                if (stop.getAsBoolean()) {
                    return at;
                }
            }
        }
        listener.finished(at);
        return at;
    }

    /** Whether there is an epoch to do, or to finish; moves on to its beginning if the one before is done. */
    private boolean beginEpoch() {
        if (!at.endsEpoch()) {
            return at.epoch() < config.epochs();
        }
        if (at.epoch() + 1 >= config.epochs()) {
            return false;
        }
        at = at.nextEpoch();
        criticLoss.reset();
        generatorLoss.reset();
        return true;
    }

    /** Does a step, and reads its losses where they are measured: to read one is to wait for a GPU. */
    private Optional<StepLosses> step(Batch batch) {
        Schedule.Turn turn = schedule.next(at);
        objective.scaleRates(config.rules().learningRates().share(at));
        try (var step = TensorScope.open()) {
            Tensor real = samples(batch.images(), batch.size(), 1, Dataset.ROWS, Dataset.COLUMNS); // (B, 1, 28, 28)
            List<Tensor> ofCritic = new ArrayList<>();
            List<Tensor> ofScores = new ArrayList<>();
            for (int update = 0; update < turn.criticUpdates(); update++) {
                try (var scope = TensorScope.open()) {
                    CriticLoss loss = objective.criticStep(real, new UpdateDraws(batch, update));
                    Tensor total = loss.total();
                    criticLoss.add(total);
                    ofCritic.add(TensorScope.promote(total));
                    if (loss.penalty().isPresent()) {
                        ofScores.add(TensorScope.promote(loss.ofScores()));
                    }
                }
            }
            if (!turn.generatorFollows()) {
                at = at.nextStep();
                return Optional.empty();
            }
            Draws draws = new UpdateDraws(batch, turn.criticUpdates());
            Tensor ofGenerator = objective.generatorStep(draws.noise());
            generatorLoss.add(ofGenerator);
            at = at.nextStep();
            return turn.measured()
                    ? Optional.of(new StepLosses(mean(ofCritic).orElseThrow(), mean(ofScores), ofGenerator.item()))
                    : Optional.empty();
        }
    }

    private static OptionalDouble mean(List<Tensor> losses) {
        return losses.stream().mapToDouble(Tensor::item).average();
    }

    /** What is random in an update of the current step: a pure function of where the run stands. */
    private final class UpdateDraws implements Draws {
        private final Batch batch;
        private final int update;

        UpdateDraws(Batch batch, int update) {
            this.batch = batch;
            this.update = update;
        }

        @Override
        public Tensor noise() {
            float[] numbers = new float[batch.size() * config.latentDim()];
            stream(Purpose.NOISE).fillGaussian(numbers);
            return samples(numbers, batch.size(), config.latentDim());
        }

        @Override
        public Tensor mixing() {
            float[] numbers = new float[batch.size()];
            stream(Purpose.INTERPOLATION).fillUniform(numbers, 0, 1);
            return samples(numbers, batch.size(), 1, 1, 1);
        }

        private RandomStream stream(Purpose purpose) {
            return seed.stream(purpose, at.epoch(), batch.step(), update);
        }
    }

    /** Numbers as the networks take them. */
    private Tensor samples(float[] numbers, long... shape) {
        return Conversion.to(
                Conversion.to(Creation.of(numbers, shape), device),
                config.precision().samples());
    }

    private Losses losses() {
        return new Losses(criticLoss.mean(), generatorLoss.mean());
    }

    /** What the generator draws now, as it would after training, from the same latent vectors each time. */
    private Samples samples() {
        float[] numbers = new float[SAMPLES * config.latentDim()];
        seed.stream(Purpose.SAMPLE_GRID).fillGaussian(numbers);
        try (var scope = TensorScope.open()) {
            Tensor latents = Conversion.to(Creation.of(numbers, SAMPLES, config.latentDim()), device); // (64, L)
            Tensor images = objective.generator().evaluate(latents); // (64, 1, 28, 28)
            return new Samples(Elements.toFloats(images), SAMPLES, Generator.SIDE, Generator.SIDE);
        }
    }

    /** Where the run stands. */
    public Progress progress() {
        return at;
    }

    /** The generator as it is now; closed with this trainer. */
    public Network generator() {
        return objective.generator();
    }

    /**
     * Writes all that the run depends on to a file, which is there whole or not at all.
     *
     * @throws DivergedException if a parameter is no longer a number, which the losses show only a step later
     */
    public void save(Path checkpoint) throws IOException {
        requireFinite();
        Checkpoint.write(checkpoint, config, dataset.fingerprint(), at, objective.state(), criticLoss, generatorLoss);
    }

    /**
     * Checks both networks.
     *
     * @throws DivergedException if a parameter is no longer a number
     */
    void requireFinite() throws DivergedException {
        if (!Reductions.allFinite(objective.generator().masterParameters())
                || !Reductions.allFinite(objective.critic().masterParameters())) {
            throw new DivergedException(
                    "training diverged: at epoch %d, step %d a parameter is no finite number; try a smaller --lr-critic or --lr-generator"
                            .formatted(at.epoch(), at.step()));
        }
    }

    /**
     * Makes this run stand where the one that wrote the file did. What it does from there on is the same, bit for bit, on
     * the same machine, device and number of threads.
     *
     * @throws IOException if the file is no checkpoint, or of a run with other hyper-parameters or images; this run is then
     *     as it was
     */
    public void resume(Path checkpoint) throws IOException {
        String images = dataset.fingerprint();
        at = Checkpoint.read(checkpoint, config, images, at, objective.state(), criticLoss, generatorLoss);
        schedule = Schedule.at(config.rules(), at);
        objective.generator().syncComputeCopy();
        objective.critic().syncComputeCopy();
    }

    @Override
    public void close() {
        generatorLoss.close();
        criticLoss.close();
        objective.close();
    }
}
