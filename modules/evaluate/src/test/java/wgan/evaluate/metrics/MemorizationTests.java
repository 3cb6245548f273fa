package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import wgan.evaluate.metrics.Memorization.Neighbor;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class MemorizationTests {

    @Test
    void ofPointsOnALine_isComputedByHand() {
        try (var scope = TensorScope.open()) {
            Tensor training = Tensor.of(new float[] {0, 10, 20}, 3, 1);
            Tensor generated = Tensor.of(new float[] {1, 18, 10.5f}, 3, 1);
            Tensor unseen = Tensor.of(new float[] {4, 13}, 2, 1);

            Memorization memorization = Memorization.of(generated, unseen, training);

            assertThat(memorization.neighbors())
                    .containsExactly(new Neighbor(0, 1), new Neighbor(2, 2), new Neighbor(1, 0.5));
            assertThat(memorization.medianDistance()).isEqualTo(1);
            assertThat(memorization.unseenMedianDistance()).isEqualTo(4);
        }
    }

    @Test
    void medianDistance_isSmallOfCopies_andUsualOfNewImages() {
        var random = new RandomTensors(new Random(9), DType.F32, Device.CPU);
        try (var scope = TensorScope.open()) {
            Tensor training = random.normal(1_000, 4);
            Tensor unseen = random.normal(300, 4);
            Tensor copies = training.narrow(0, 500, 300).mul(1.0001);

            Memorization copied = Memorization.of(copies, unseen, training);
            Memorization usual = Memorization.of(random.normal(300, 4), unseen, training);

            assertThat(copied.neighbors().getFirst().index()).isEqualTo(500);
            assertThat(copied.medianDistance()).isLessThan(copied.unseenMedianDistance() / 100);
            assertThat(usual.medianDistance())
                    .isCloseTo(usual.unseenMedianDistance(), within(usual.unseenMedianDistance() / 5));
        }
    }

    @Test
    void ofOtherShapes_isRefused() {
        try (Tensor two = Tensor.zeros(DType.F32, Device.CPU, 1, 2);
                Tensor three = Tensor.zeros(DType.F32, Device.CPU, 1, 3);
                Tensor none = Tensor.zeros(DType.F32, Device.CPU, 0, 2)) {
            assertThatThrownBy(() -> Memorization.of(two, two, three))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("memorization: features are f32 (1, 2) and f32 (1, 3), expected equally many columns");
            assertThatThrownBy(() -> Memorization.of(two, none, two))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("memorization: features are f32 (0, 2), expected a row for each of at least 1 images");
        }
    }
}
