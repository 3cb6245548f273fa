package wgan.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.Dataset;
import wgan.image.ImageShape;
import wgan.model.Discriminator;
import wgan.model.Generator;
import wgan.model.Network;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.CriticLoss;
import wgan.train.GradientPenalty;
import wgan.train.IncompatibleCheckpointException;
import wgan.train.Loss;
import wgan.train.Precision;
import wgan.train.RunConfiguration;
import wgan.train.TrainingConfig;
import wgan.train.TrainingRun;

/** An objective that an application writes is trained, saved and resumed on images that the application has. */
class LeastSquaresGanTests {
    private static final int LATENT_DIM = 6;
    private static final TrainingConfig CONFIG =
            new TrainingConfig(new LeastSquaresGan(1e-3), 2, 4, LATENT_DIM, 0, Precision.FP32, 7);

    @TempDir
    private Path directory;

    @Test
    void losses_haveTheGradientsOfFiniteDifferences() {
        assertGradient(LeastSquaresGan::discriminatorLoss);
        assertGradient(new LeastSquaresGan(1)::generatorLoss);
    }

    private static void assertGradient(Function<Tensor, Loss> loss) {
        double step = 1e-6;
        try (var scope = TensorScope.open()) {
            Tensor scores = new RandomTensors(new Random(1), DType.F64, Device.CPU).normal(6, 1);
            double[] gradient = loss.apply(scores).gradient().toDoubleArray();
            for (int i = 0; i < gradient.length; i++) {
                Tensor direction = scores.zerosLike();
                direction.select(0, i).fill_(step);
                double above = loss.apply(scores.add(direction)).value().item();
                double below = loss.apply(scores.sub(direction)).value().item();
                assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), offset(1e-8));
            }
        }
    }

    /** Any piecewise linear critic can have a gradient penalty: the gradients of both parts are added. */
    @Test
    void criticLoss_canHaveAGradientPenalty() {
        var random = new RandomTensors(new Random(1), DType.F64, Device.CPU);
        try (var scope = TensorScope.open();
                Network critic = new Network(Discriminator.dense(ImageShape.MNIST), DType.F64, Device.CPU)) {
            critic.initialize(new Seed(2), 0);
            Tensor real = random.uniform(-1, 1, 3, 1, 28, 28);
            Tensor fake = random.uniform(-1, 1, 3, 1, 28, 28);

            Tensor penalty = new GradientPenalty(10).backward(critic, real);
            Tensor penaltyGradients = critic.gradients().clone();
            CriticLoss loss = CriticLoss.of(critic, real, fake, LeastSquaresGan::discriminatorLoss);
            critic.gradients().add_(penaltyGradients);

            assertThat(penalty.item()).isPositive();
            assertThat(penaltyGradients.abs().max().item()).isPositive();
            assertThat(loss.withPenalty(penalty).total().item())
                    .isCloseTo(loss.scores().item() + penalty.item(), offset(1e-12));
        }
    }

    @Test
    void run_isResumedBitForBit() throws IOException {
        Path whole = directory.resolve("whole");
        Path interrupted = directory.resolve("interrupted");
        train(whole, Integer.MAX_VALUE);
        train(interrupted, 2);
        train(interrupted, 2);
        train(interrupted, Integer.MAX_VALUE);

        for (String file : new String[] {"checkpoints/latest.safetensors", "generator.safetensors"}) {
            assertThat(Files.mismatch(interrupted.resolve(file), whole.resolve(file)))
                    .as("first byte of %s that differs", file)
                    .isEqualTo(-1);
        }
        assertThat(Files.readString(whole.resolve("metrics.jsonl")))
                .contains("\"loss_critic\":")
                .doesNotContain("NaN");
    }

    @Test
    void run_isDescribedByItsFiles() throws IOException {
        train(directory, Integer.MAX_VALUE);

        RunConfiguration configuration = RunConfiguration.read(directory.resolve(RunConfiguration.FILE));
        assertThat(configuration.objective()).isEqualTo("ls-gan");
        assertThat(configuration.title()).isEqualTo("LSGAN");
        assertThat(configuration.values()).containsEntry("learning_rate", "0.001");
        try (Generator generator = Generator.load(directory.resolve("generator.safetensors"))) {
            assertThat(generator.sample(new float[LATENT_DIM])).hasSize(ImageShape.MNIST.numel());
        }
    }

    @Test
    void run_withAnotherHyperparameter_isNotResumed() throws IOException {
        train(directory, 1);
        TrainingConfig other = CONFIG.withObjective(new LeastSquaresGan(2e-3));

        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> TrainingRun.open(directory, other, images(), TrainingRun.Options.DEFAULT))
                .withMessageEndingWith("its run had learning_rate 0.001, this run has 0.002");
    }

    private static void train(Path directory, int steps) throws IOException {
        try (TrainingRun run = TrainingRun.open(directory, CONFIG, images(), TrainingRun.Options.DEFAULT)) {
            long last = run.progress().iteration() + steps;
            run.train(() -> run.progress().iteration() == last);
        }
    }

    /** Ten images of noise, in batches of 4, 4 and 2. */
    private static Dataset images() {
        byte[] pixels = new byte[10 * ImageShape.MNIST.numel()];
        new Random(5).nextBytes(pixels);
        return Dataset.of("noise", ImageShape.MNIST, pixels, new byte[10]);
    }
}
