package wgan.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.data.Batch;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * The inputs of a step, which the host prepares: every tensor that changes from step to step, on the device and in the type
 * of the networks. All random numbers are pure functions of the seed and of the step. With several processes, B is the size of this
 * process's {@link Shard}, and its random numbers are those that the samples have in the whole batch.
 *
 * @param real (B, C, H, W), the real images
 * @param critic the inputs of each update of the critic
 * @param generatorNoise (B, L); null if the generator is not updated
 */
record StepInputs(
        Tensor real, List<CriticInputs> critic, @Nullable Tensor generatorNoise) {
    /** Some Java virtual machines allow no longer arrays. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * The inputs of an update of the critic.
     *
     * @param noise (B, L), from the standard normal distribution
     * @param uniform (B, 1, 1, 1), from the uniform distribution over [0, 1)
     */
    record CriticInputs(Tensor noise, Tensor uniform) {}

    /**
     * Checks that the inputs of every step fit into an array.
     *
     * @param images the number of images in the dataset: a batch has no more
     * @param shape of an image
     * @param processes that share a batch
     * @throws HyperparameterException if a batch is too large
     */
    static void requireFit(TrainingConfig config, int images, ImageShape shape, int processes) {
        int updates = config.objective().criticSchedule().maxUpdatesInStep();
        long numbers = shape.numel() + (updates + 1L) * config.latentDim() + updates; // of one sample; see Layout
        long ofShard = MAX_ARRAY / numbers * processes;
        long ofBatch = MAX_ARRAY / Math.max(shape.numel(), config.latentDim()); // images or noise; see draw
        long most = Math.min(ofShard, ofBatch);
        HyperparameterException.require(
                Math.min(config.batchSize(), images) <= most,
                "batch_size",
                config.batchSize(),
                "at most " + most + " with latent_dim " + config.latentDim() + ", " + updates
                        + " updates of the critic in a step and images of " + shape
                        + ": the inputs of a step are in one array");
    }

    /**
     * Prepares the inputs of a step; they belong to the open scope. All of them are views of one tensor, so that a step copies
     * to the device once.
     *
     * @param batch the whole batch
     * @param attempt how often the step was rolled back before: another one has other noise
     * @param shard the part of it that is prepared
     */
    static StepInputs prepare(
            TrainingConfig config,
            int attempt,
            TurnSchedule.Turn turn,
            Batch batch,
            Shard shard,
            Progress at,
            Device device) {
        Layout layout = new Layout(shard.size(), batch.shape(), config.latentDim(), turn);
        Seed seed = new Seed(config.seed());
        float[] numbers = new float[layout.size()];
        int numel = batch.shape().numel();
        System.arraycopy(batch.images(), shard.from() * numel, numbers, 0, shard.size() * numel);
        for (int update = 0; update < layout.updates(); update++) {
            var stream = seed.stream(attempt, Purpose.NOISE, at.epoch(), batch.step(), update);
            draw(stream::fillGaussian, shard, config.latentDim(), numbers, layout.noise(update));
        }
        for (int update = 0; update < turn.criticUpdates(); update++) {
            var stream = seed.stream(attempt, Purpose.INTERPOLATION, at.epoch(), batch.step(), update);
            draw(
                    (to, start, end) -> stream.fillUniform(to, start, end, 0, 1),
                    shard,
                    1,
                    numbers,
                    layout.uniform(update));
        }
        return layout.views(Tensor.of(numbers, numbers.length)
                .to(device)
                .to(config.precision().dtype()));
    }

    /** Draws random numbers into a part of an array, from the beginning of a stream. */
    @FunctionalInterface
    private interface Drawing {
        void fill(float[] numbers, int from, int to);
    }

    /**
     * Draws the random numbers of a shard, those that its samples have in the whole batch.
     *
     * @param width numbers for each sample
     * @param at the place of the first one in {@code numbers}
     */
    private static void draw(Drawing drawing, Shard shard, int width, float[] numbers, int at) {
        if (shard.isWhole()) {
            drawing.fill(numbers, at, at + shard.size() * width);
            return;
        }
        float[] ofBatch = new float[shard.batch() * width];
        drawing.fill(ofBatch, 0, ofBatch.length);
        System.arraycopy(ofBatch, shard.from() * width, numbers, at, shard.size() * width);
    }

    /**
     * The places of the inputs in one array: the images, the noise of each update, the uniform numbers of each update of the
     * critic. {@link #requireFit} ensures that no place is beyond the greatest int.
     */
    private record Layout(int batchSize, ImageShape shape, int latentDim, TurnSchedule.Turn turn) {
        /** Returns the number of updates of both networks. */
        int updates() {
            return turn.criticUpdates() + (turn.updatesGenerator() ? 1 : 0);
        }

        /** Returns the place of the noise of an update. */
        int noise(int update) {
            return batchSize * (shape.numel() + update * latentDim);
        }

        /** Returns the place of the uniform numbers of an update of the critic. */
        int uniform(int update) {
            return noise(updates()) + update * batchSize;
        }

        int size() {
            return uniform(turn.criticUpdates());
        }

        StepInputs views(Tensor numbers) {
            List<CriticInputs> critic = new ArrayList<>();
            for (int update = 0; update < turn.criticUpdates(); update++) {
                critic.add(
                        new CriticInputs(noise(numbers, update), view(numbers, uniform(update), batchSize, 1, 1, 1)));
            }
            return new StepInputs(
                    view(numbers, 0, batchSize, shape.channels(), shape.height(), shape.width()),
                    critic,
                    turn.updatesGenerator() ? noise(numbers, turn.criticUpdates()) : null);
        }

        private Tensor noise(Tensor numbers, int update) {
            return view(numbers, noise(update), batchSize, latentDim);
        }

        private static Tensor view(Tensor numbers, int from, long... shape) {
            long length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            return numbers.narrow(0, from, length).view(shape);
        }
    }
}
