package wgan.bench;

import java.io.IOException;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.image.ImageShape;
import wgan.torch.Device;
import wgan.torch.LibTorch;
import wgan.train.Objective;
import wgan.train.Precision;
import wgan.train.Progress;
import wgan.train.Trainer;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;

/**
 * Measures the milliseconds of a step of our {@link Trainer}, as {@code wgan train} runs it, the preparation of its inputs included.
 */
final class TrainingIterations implements Workload {
    /** A multiple of each batch size that is measured. */
    private static final int IMAGES = 2048;

    private final Trainer trainer;
    private final Runnable atMark;

    /**
     * Creates the networks of an objective, for images of a shape.
     *
     * @param config its number of epochs has no effect
     * @param atMark runs after each iteration
     */
    TrainingIterations(TrainingConfig config, ImageShape shape, Runnable atMark) throws DataException {
        this.atMark = atMark;
        // Synthetic digits are available on every machine.
        DataOptions options = DataOptions.defaults().withSyntheticShape(shape);
        Dataset digits = Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, IMAGES, options);
        trainer = new Trainer(config.withEpochs(TrainingConfig.MAX_EPOCHS), digits, Device.CPU);
    }

    /**
     * Returns the default configuration with other values.
     *
     * @param precision {@code auto}, {@code fp32} or {@code bf16}
     * @param batch images in a batch
     * @param ema the decay of the generator's average; 0 for none
     */
    static TrainingConfig config(Objective objective, String precision, int batch, double ema) {
        TrainingConfig defaults = TrainingConfig.defaults();
        return new TrainingConfig(
                objective, defaults.epochs(), batch, defaults.latentDim(), ema, parse(precision), defaults.seed());
    }

    private static Precision parse(String precision) {
        return switch (precision) {
            case "auto" -> Precision.automatic(Device.CPU);
            case "fp32" -> Precision.FP32;
            case "bf16" -> Precision.BF16;
            default ->
                throw new IllegalArgumentException("precision is " + precision + ", expected auto, fp32 or bf16");
        };
    }

    @Override
    public String engine() {
        LibTorch libTorch = LibTorch.get();
        return "libtorch " + libTorch.version() + " of " + libTorch.source() + ", " + libTorch.threads() + " thread(s)";
    }

    @Override
    public Measurement measure(int iterations) throws IOException {
        IterationTimer timer = new IterationTimer(iterations);
        TrainingListener stopwatch = new TrainingListener() {
            @Override
            public void stepped(Progress at) {
                timer.mark();
                atMark.run();
            }
        };
        trainer.run(stopwatch, timer::done);
        return timer.measurement();
    }

    @Override
    public void close() {
        trainer.close();
    }
}
