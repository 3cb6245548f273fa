package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.RandomStream;
import wgan.random.Seed;
import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;
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

    /** A sample has 784 + 1001 · 4096 + 1000 numbers, and one array has 2³¹ - 9. */
    @ParameterizedTest
    @CsvSource({"1, 523", "4, 2092", "5000, 524287"})
    void requireFit_acceptsTheGreatestBatchThatFitsIntoAnArray(int processes, int most) {
        Objective objective = SmallRun.wgan(
                new CriticSchedule(1000, CriticBatches.SAME, Warmup.NONE), InverseTimeDecay.constant(5e-5, 5e-5));
        for (int batch : new int[] {most, most + 1, Integer.MAX_VALUE}) {
            TrainingConfig config = new TrainingConfig(objective, 1, batch, 4096, 0, Precision.FP32, SEED);
            ThrowingCallable check =
                    () -> StepInputs.requireFit(config, 1_000_000, new ImageShape(1, 28, 28), processes);
            if (batch == most) {
                assertThatCode(check).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(check)
                        .isInstanceOf(HyperparameterException.class)
                        .hasMessageStartingWith(
                                "batch_size is " + batch + ", expected at most " + most + " with latent_dim");
            }
            assertThatCode(() -> StepInputs.requireFit(config, most, new ImageShape(1, 28, 28), processes))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void maxUpdatesInStep_isThatOfAnyTurn() {
        for (CriticBatches batches : CriticBatches.values()) {
            for (Warmup warmup : Warmup.values()) {
                for (int steps : new int[] {2, 5, 10}) {
                    CriticSchedule schedule = new CriticSchedule(steps, batches, warmup);
                    TurnSchedule turns = new TurnSchedule(schedule, TurnSchedule.State.INITIAL);
                    int most = 0;
                    for (int step = 0; step < 200; step++) {
                        most = Math.max(
                                most, turns.next(new Progress(0, 1, step, 200)).criticUpdates());
                    }
                    assertThat(schedule.maxUpdatesInStep()).as("%s", schedule).isEqualTo(most);
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
