package wgan.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wgan.data.Batch;
import wgan.data.Dataset;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.Tensor;

/**
 * The inputs of a step, which the host prepares: every tensor that changes from step to step, on the device and in the type
 * of the networks. All random numbers are pure functions of the seed and of the step.
 *
 * @param real (B, 1, 28, 28), the batch of real images
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

    /** Prepares the inputs of a step; they belong to the open scope. */
    static StepInputs prepare(TrainingConfig config, TurnSchedule.Turn turn, Batch batch, Progress at, Device device) {
        return new Preparation(config, batch, at, device).inputs(turn);
    }

    private record Preparation(TrainingConfig config, Batch batch, Progress at, Device device) {
        StepInputs inputs(TurnSchedule.Turn turn) {
            Tensor real = tensor(batch.images(), batch.size(), 1, Dataset.ROWS, Dataset.COLUMNS);
            List<CriticInputs> critic = new ArrayList<>();
            for (int update = 0; update < turn.criticUpdates(); update++) {
                critic.add(new CriticInputs(noise(update), uniform(update)));
            }
            return new StepInputs(real, critic, turn.updatesGenerator() ? noise(turn.criticUpdates()) : null);
        }

        private Tensor noise(int update) {
            float[] numbers = new float[batch.size() * config.latentDim()];
            stream(Purpose.NOISE, update).fillGaussian(numbers);
            return tensor(numbers, batch.size(), config.latentDim());
        }

        private Tensor uniform(int update) {
            float[] numbers = new float[batch.size()];
            stream(Purpose.INTERPOLATION, update).fillUniform(numbers, 0, 1);
            return tensor(numbers, batch.size(), 1, 1, 1);
        }

        private RandomStream stream(Purpose purpose, int update) {
            return new Seed(config.seed()).stream(purpose, at.epoch(), batch.step(), update);
        }

        private Tensor tensor(float[] numbers, long... shape) {
            return Tensor.of(numbers, shape).to(device).to(config.precision().dtype());
        }
    }
}
