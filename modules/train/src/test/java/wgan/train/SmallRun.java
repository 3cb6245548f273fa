package wgan.train;

import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.torch.Device;
import wgan.train.Rules.CriticBatches;

/** A run that is small enough for a test: the lab's networks on ten synthetic digits, in batches of 4, 4 and 2. */
final class SmallRun {

    /** Steps in an epoch. */
    static final int STEPS = 3;

    static final int BATCH_SIZE = 4;
    static final int LATENT_DIM = 20;
    static final int CRITIC_STEPS = 2;

    private static final int IMAGES = 10;

    private SmallRun() {}

    /** So many epochs with the paper's learning rates. */
    static TrainingConfig config(int epochs, long seed) {
        return config(epochs, seed, 5e-5);
    }

    /** So many epochs with that learning rate for both networks. */
    static TrainingConfig config(int epochs, long seed, double learningRate) {
        return config(
                new Rules(
                        ObjectiveName.WGAN,
                        CRITIC_STEPS,
                        CriticBatches.SAME,
                        false,
                        0.01,
                        true,
                        null,
                        new LearningRates(learningRate, learningRate)),
                epochs,
                seed);
    }

    /** So many epochs by these rules. */
    static TrainingConfig config(Rules rules, int epochs, long seed) {
        return new TrainingConfig(
                rules, DatasetName.SYNTHETIC, IMAGES, epochs, BATCH_SIZE, LATENT_DIM, Precision.FP32, seed);
    }

    /** A trainer for {@link #config} on {@link #digits}. */
    static Trainer trainer(TrainingConfig config) throws DataException {
        return new Trainer(config, digits(), Device.CPU);
    }

    /** The same, whose generator is evaluated. */
    static Trainer trainer(TrainingConfig config, PeriodicEvaluation evaluations) throws DataException {
        return new Trainer(config, digits(), Device.CPU, evaluations);
    }

    /** The ten of them. */
    static Dataset digits() throws DataException {
        return digits(IMAGES);
    }

    /** The first digits of the smaller part of the synthetic ones. */
    static Dataset digits(int count) throws DataException {
        return Datasets.open(DatasetName.SYNTHETIC, Split.TEST, count, DataOptions.defaults());
    }
}
