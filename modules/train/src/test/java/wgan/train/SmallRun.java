package wgan.train;

import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.torch.Device;
import wgan.train.CriticSchedule.CriticBatches;

/** A run that is small enough for a test: the lab's networks on ten synthetic digits, in batches of 4, 4 and 2. */
final class SmallRun {
    /** Steps in an epoch. */
    static final int STEPS = 3;

    static final int BATCH_SIZE = 4;
    static final int LATENT_DIM = 20;
    static final int CRITIC_STEPS = 2;

    private static final int IMAGES = 10;

    private SmallRun() {}

    /** Returns the configuration of a WGAN with the paper's learning rates. */
    static TrainingConfig config(int epochs, long seed) {
        return config(epochs, seed, 5e-5);
    }

    /** Returns the configuration of a WGAN with this learning rate for both networks. */
    static TrainingConfig config(int epochs, long seed, double learningRate) {
        Objective objective = wgan(
                new CriticSchedule(CRITIC_STEPS, CriticBatches.SAME, false),
                InverseTimeDecay.constant(learningRate, learningRate));
        return config(objective, epochs, seed);
    }

    static TrainingConfig config(Objective objective, int epochs, long seed) {
        return new TrainingConfig(objective, epochs, BATCH_SIZE, LATENT_DIM, Precision.FP32, seed);
    }

    /** Returns the lab's WGAN with other schedules. */
    static Wgan wgan(CriticSchedule schedule, LearningRateSchedule rates) {
        return new Wgan(schedule, 0.01, true, rates);
    }

    static Trainer trainer(TrainingConfig config) throws DataException {
        return trainer(config, PeriodicEvaluation.NONE);
    }

    static Trainer trainer(TrainingConfig config, PeriodicEvaluation evaluation) throws DataException {
        return new Trainer(config, digits(), Device.CPU, evaluation);
    }

    /** Returns the ten digits. */
    static Dataset digits() throws DataException {
        return digits(IMAGES);
    }

    /** Returns the first digits of the smaller split of the synthetic ones. */
    static Dataset digits(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TEST, count, DataOptions.defaults());
    }
}
