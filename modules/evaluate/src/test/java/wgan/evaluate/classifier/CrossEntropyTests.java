package wgan.evaluate.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import wgan.testing.OnEachDevice;
import wgan.testing.Trial;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class CrossEntropyTests {

    @OnEachDevice
    void lossAndGradient_agreeWithTheOracle(Device device) {
        Trial.forEach(device, trial -> {
            Tensor logits = trial.tensors().normal(trial.size(1, 20), trial.size(1, 12));
            int[] labels = labels(trial, logits);
            var x = trial.oracle().variable(logits);
            var expected =
                    torch.cross_entropy_loss(x, org.bytedeco.pytorch.Tensor.create(toLongs(labels), labels.length));
            expected.backward();

            CrossEntropy actual = CrossEntropy.of(logits, labels);

            trial.agree(actual.gradient(), x.grad());
            assertThat(actual.loss().item()).isCloseTo(expected.item_double(), within(1e-5));
        });
    }

    @Test
    void gradient_isThatOfFiniteDifferences() {
        double step = 1e-6;
        int[] labels = {1, 0, 2};
        double[] x = {0.3, -1.2, 2, 0, 0.1, -0.4, 5, -3, 1};
        try (var scope = TensorScope.open()) {
            double[] gradient =
                    CrossEntropy.of(Tensor.of(x, 3, 3), labels).gradient().toDoubleArray();
            for (int i = 0; i < x.length; i++) {
                double slope = (loss(x, i, step, labels) - loss(x, i, -step, labels)) / (2 * step);
                assertThat(gradient[i]).as("logit %d", i).isCloseTo(slope, within(1e-9));
            }
        }
    }

    private static double loss(double[] logits, int changed, double by, int[] labels) {
        double[] x = logits.clone();
        x[changed] += by;
        return CrossEntropy.of(Tensor.of(x, 3, 3), labels).loss().item();
    }

    @Test
    void largeLogits_haveAFiniteLoss() {
        try (var scope = TensorScope.open()) {
            Tensor logits = Tensor.of(new float[] {10_000, -10_000, -10_000, 10_000}, 2, 2);
            CrossEntropy entropy = CrossEntropy.of(logits, new int[] {0, 0});
            assertThat(entropy.loss().item()).isEqualTo(10_000);
            assertThat(entropy.gradient().toFloatArray()).containsExactly(0, 0, -0.5f, 0.5f);
        }
    }

    @Test
    void labelsThatDoNotFit_areRefused() {
        try (Tensor logits = Tensor.zeros(DType.F32, Device.CPU, 2, 3)) {
            assertThatThrownBy(() -> CrossEntropy.of(logits, new int[] {0, 3}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cross-entropy: label of sample 1 is 3, expected 0 to 2");
            assertThatThrownBy(() -> CrossEntropy.of(logits, new int[] {-1, 0}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> CrossEntropy.of(logits, new int[] {0}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cross-entropy: logits are f32 (2, 3), expected (1, classes)");
        }
    }

    private static int[] labels(Trial trial, Tensor logits) {
        int[] labels = new int[(int) logits.size(0)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = trial.size(0, (int) logits.size(1) - 1);
        }
        return labels;
    }

    private static long[] toLongs(int[] labels) {
        long[] longs = new long[labels.length];
        for (int i = 0; i < labels.length; i++) {
            longs[i] = labels[i];
        }
        return longs;
    }
}
