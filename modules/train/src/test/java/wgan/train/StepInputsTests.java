package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;
import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.StepInputs.CriticInputs;
import wgan.train.TurnSchedule.Turn;

class StepInputsTests {
    private static final long SEED = 5;
    private static final Progress AT = new Progress(1, 3, 2, SmallRun.STEPS);

    /** The last batch, which is short. */
    private static final int STEP = 2;

    @OnEachDevice
    void prepare_returnsTheNumbersOfEachUpdate(Device device) throws IOException {
        for (Precision precision : Precision.values()) {
            for (boolean updatesGenerator : new boolean[] {true, false}) {
                try (var scope = TensorScope.open()) {
                    assertNumbers(precision, new Turn(3, updatesGenerator, false), device);
                }
            }
        }
    }

    private static void assertNumbers(Precision precision, Turn turn, Device device) throws IOException {
        TrainingConfig config = new TrainingConfig(
                SmallRun.config(3, SEED).objective(), 3, SmallRun.BATCH_SIZE, SmallRun.LATENT_DIM, 0, precision, SEED);
        Batch batch = Batches.ofEpoch(SmallRun.digits(), SmallRun.BATCH_SIZE, new Seed(SEED), AT.epoch())
                .get(STEP);
        StepInputs inputs =
                StepInputs.prepare(config, 0, turn, batch, Shard.of(batch.size(), Collective.SINGLE), AT, device);

        DType dtype = precision.dtype();
        assertTensor(inputs.real(), batch.images(), dtype, device, 2, 1, 28, 28);
        assertThat(inputs.critic()).hasSize(turn.criticUpdates());
        for (int update = 0; update < turn.criticUpdates(); update++) {
            CriticInputs critic = inputs.critic().get(update);
            float[] uniform = new float[2];
            stream(Purpose.INTERPOLATION, update).fillUniform(uniform, 0, 1);
            assertTensor(critic.noise(), noise(update), dtype, device, 2, SmallRun.LATENT_DIM);
            assertTensor(critic.uniform(), uniform, dtype, device, 2, 1, 1, 1);
        }
        if (turn.updatesGenerator()) {
            assertTensor(inputs.generatorNoise(), noise(turn.criticUpdates()), dtype, device, 2, SmallRun.LATENT_DIM);
        } else {
            assertThat(inputs.generatorNoise()).isNull();
        }
    }

    private static float[] noise(int update) {
        float[] noise = new float[2 * SmallRun.LATENT_DIM];
        stream(Purpose.NOISE, update).fillGaussian(noise);
        return noise;
    }

    private static RandomStream stream(Purpose purpose, int update) {
        return new Seed(SEED).stream(purpose, AT.epoch(), STEP, update);
    }

    private static void assertTensor(Tensor actual, float[] expected, DType dtype, Device device, long... shape) {
        assertThat(actual.dtype()).isEqualTo(dtype);
        assertThat(actual.device()).isEqualTo(device);
        assertThat(actual.shape()).containsExactly(shape);
        assertThat(actual.toByteBuffer())
                .isEqualTo(Tensor.of(expected, shape).to(dtype).toByteBuffer());
    }
}
