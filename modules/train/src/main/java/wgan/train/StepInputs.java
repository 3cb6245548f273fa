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
 * of the networks. All random numbers are pure functions of the seed and of the step.
 *
 * @param real (B, C, H, W), the batch of real images
 * @param critic the inputs of each update of the critic
 * @param generatorNoise (B, L); null if the generator is not updated
 */
record StepInputs(
        Tensor real, List<CriticInputs> critic, @Nullable Tensor generatorNoise) {
    /**
     * The inputs of an update of the critic.
     *
     * @param noise (B, L), from the standard normal distribution
     * @param uniform (B, 1, 1, 1), from the uniform distribution over [0, 1)
     */
    record CriticInputs(Tensor noise, Tensor uniform) {}

    /**
     * Prepares the inputs of a step; they belong to the open scope. All of them are views of one tensor, so that a step copies
     * to the device once.
     *
     * @param attempt how often the step was rolled back before: another one has other noise
     */
    static StepInputs prepare(
            TrainingConfig config, int attempt, TurnSchedule.Turn turn, Batch batch, Progress at, Device device) {
        Layout layout = new Layout(batch.size(), batch.shape(), config.latentDim(), turn);
        Seed seed = new Seed(config.seed());
        float[] numbers = new float[layout.size()];
        System.arraycopy(batch.images(), 0, numbers, 0, batch.images().length);
        for (int update = 0; update < layout.updates(); update++) {
            seed.stream(attempt, Purpose.NOISE, at.epoch(), batch.step(), update)
                    .fillGaussian(numbers, layout.noise(update), layout.noise(update + 1));
        }
        for (int update = 0; update < turn.criticUpdates(); update++) {
            seed.stream(attempt, Purpose.INTERPOLATION, at.epoch(), batch.step(), update)
                    .fillUniform(numbers, layout.uniform(update), layout.uniform(update + 1), 0, 1);
        }
        return layout.views(Tensor.of(numbers, numbers.length)
                .to(device)
                .to(config.precision().dtype()));
    }

    /**
     * The places of the inputs in one array: the images, the noise of each update, the uniform numbers of each update of the
     * critic.
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
