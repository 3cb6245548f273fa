package wgan.checks.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.image.ImageShape;
import wgan.torch.Device;
import wgan.train.Gan;
import wgan.train.Precision;
import wgan.train.TrainingConfig;
import wgan.train.TrainingRun;

/** The shortest run: its files are seeds. */
final class TrainedRun {
    static final TrainingConfig CONFIG = new TrainingConfig(Gan.defaults(), 1, 2, 1, 0, Precision.FP32, 1);
    private static final int IMAGES = 4;

    private TrainedRun() {}

    /** Returns the images that it is trained on. */
    static Dataset images() throws IOException {
        return Datasets.open(
                DatasetName.SYNTHETIC,
                Split.TRAIN,
                IMAGES,
                DataOptions.defaults().withSyntheticShape(new ImageShape(1, 16, 16)));
    }

    /** Trains in a directory, with TensorBoard's events in a folder. */
    static void train(Path directory, Path events) throws IOException {
        TrainingRun.Options options =
                TrainingRun.Options.DEFAULT.withDevice(Device.CPU).withEventDirectory(events);
        try (TrainingRun run = TrainingRun.open(directory, CONFIG, images(), options)) {
            run.train(() -> false);
        }
    }
}
