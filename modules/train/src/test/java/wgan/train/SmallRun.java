package wgan.train;

import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.image.ImageShape;
import wgan.torch.Device;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

/** A run that takes milliseconds: a WGAN with small networks on ten synthetic digits, in batches of 4, 4 and 2. */
final class SmallRun {
    /** Steps in an epoch. */
    static final int STEPS = 3;

    static final int BATCH_SIZE = 4;
    static final int LATENT_DIM = 20;
    static final int CRITIC_STEPS = 2;

    private static final int IMAGES = 10;
    private static final double CLIP = 0.01;
    private static final CriticSchedule SCHEDULE = new CriticSchedule(CRITIC_STEPS, CriticBatches.SAME, Warmup.NONE);

    private SmallRun() {}

    /** Returns the configuration of a WGAN with the paper's learning rates. */
    static TrainingConfig config(int epochs, long seed) {
        return config(epochs, seed, 5e-5);
    }

    /** Returns the configuration of a WGAN with this learning rate for both networks. */
    static TrainingConfig config(int epochs, long seed, double learningRate) {
        return config(wgan(SCHEDULE, InverseTimeDecay.constant(learningRate, learningRate)), epochs, seed);
    }

    /** Returns the configuration of any objective. */
    static TrainingConfig config(Objective objective, int epochs, long seed) {
        return new TrainingConfig(objective, epochs, BATCH_SIZE, LATENT_DIM, 0, Precision.FP32, seed);
    }

    /** Returns the configuration of a WGAN with the lab's networks. */
    static TrainingConfig labNetworksConfig(int epochs, long seed) {
        return config(
                new Wgan(SCHEDULE, CLIP, Wgan.ClipScale.NONE, true, InverseTimeDecay.constant(5e-5, 5e-5)),
                epochs,
                seed);
    }

    /** Returns a WGAN with small networks. */
    static Objective wgan(CriticSchedule schedule, LearningRateSchedule rates) {
        return new SmallObjective(new Wgan(schedule, CLIP, Wgan.ClipScale.NONE, true, rates));
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

    /** Returns ten digits of another shape. */
    static Dataset digits(ImageShape shape) throws DataException {
        return Datasets.open(
                DatasetName.SYNTHETIC,
                Split.TRAIN,
                IMAGES,
                DataOptions.defaults().withSyntheticShape(shape));
    }
}
