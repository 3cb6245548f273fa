package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

class SmallAveragesTests {

    @Test
    void flush_changesOnlySmallElements() {
        long before = Tensor.liveCount();
        try (Tensor average = Tensor.of(
                new float[] {1e-40f, -1e-40f, 1e-32f, 1.1e-32f, -1.1e-32f, -2, 0, Float.NaN, Float.POSITIVE_INFINITY},
                9)) {
            SmallAverages.flush(average);
            assertThat(average.toFloatArray())
                    .containsExactly(0, -0f, 0, 1.1e-32f, -1.1e-32f, -2, 0, Float.NaN, Float.POSITIVE_INFINITY);
        }
        assertThat(Tensor.liveCount()).isEqualTo(before);
    }

    @Test
    void flush_leavesOtherTypes() {
        try (Tensor wide = Tensor.of(new double[] {1e-40}, 1);
                Tensor step = Tensor.of(new long[] {7}, 1)) {
            SmallAverages.flush(wide);
            SmallAverages.flush(step);
            assertThat(wide.toDoubleArray()).containsExactly(1e-40);
            assertThat(step.toLongArray()).containsExactly(7);
        }
    }

    /** Gradients of 0: without a flush the average would stay subnormal. */
    @Test
    void averageOfZeros_ends() {
        try (AdversarialNetworks networks = AdversarialNetworks.initial(
                new SmallObjective(Wgan.defaults()), 20, ImageShape.MNIST, new Seed(1), DType.F32, Device.CPU)) {
            Map<String, Tensor> state = networks.state();
            Tensor generator = state.get("optimizer.generator.square_avg");
            Tensor critic = state.get("optimizer.critic.square_avg");
            generator.fill_(1e-40);
            critic.fill_(1e-40);
            networks.flushSmallAverages();
            assertThat(generator.toFloatArray()).containsOnly(0);
            assertThat(critic.toFloatArray()).containsOnly(0);
        }
    }

    @Test
    void trainer_flushesInEqualIntervals() throws Exception {
        List<Long> flushed = new ArrayList<>();
        try (var optimizer = new SubnormalOptimizer()) {
            Objective small = SmallRun.config(1, 3).objective();
            Objective objective = (Objective) Proxy.newProxyInstance(
                    Objective.class.getClassLoader(),
                    new Class<?>[] {Objective.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("criticOptimizer") ? optimizer : method.invoke(small, arguments));
            int epochs = SmallAverages.INTERVAL / SmallRun.STEPS + 1;
            try (Trainer trainer = SmallRun.trainer(SmallRun.config(objective, epochs, 3))) {
                trainer.run(
                        new TrainingListener() {
                            @Override
                            public void stepped(Progress at) {
                                if (optimizer.average.toFloatArray()[0] == 0) {
                                    flushed.add(at.iteration());
                                }
                            }
                        },
                        () -> false);
            }
        }
        assertThat(flushed).containsExactly((long) SmallAverages.INTERVAL);
    }

    /** Its average is subnormal after each step. */
    private static final class SubnormalOptimizer implements Optimizer {
        private final Tensor average = Tensor.zeros(DType.F32, Device.CPU, 1);

        @Override
        public void setLearningRate(double learningRate) {}

        @Override
        public void step() {
            average.fill_(1e-40);
        }

        @Override
        public Map<String, Tensor> state() {
            return Map.of("average", average);
        }

        @Override
        public void close() {
            average.close(); // also by the trainer: closing twice is allowed
        }
    }
}
