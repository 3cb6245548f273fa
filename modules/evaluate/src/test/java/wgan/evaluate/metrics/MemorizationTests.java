package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.evaluate.metrics.Memorization.Control;
import wgan.evaluate.metrics.Memorization.Neighbor;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class MemorizationTests {

    @Test
    void neighbors_areTheNearestTrainingImages() {
        try (var scope = TensorScope.open()) {
            Tensor training = Tensor.of(new float[] {0, 10, 20}, 3, 1);
            Tensor generated = Tensor.of(new float[] {1, 18, 10.5f}, 3, 1);
            Tensor unseen = Tensor.of(new float[] {4, 13}, 2, 1);

            Memorization memorization = Memorization.of(
                    generated, training, Memorization.nearestDistances(unseen, training), Control.UNSEEN);

            assertThat(memorization.neighbors())
                    .containsExactly(new Neighbor(0, 1), new Neighbor(2, 2), new Neighbor(1, 0.5));
            assertThat(memorization.medianDistance()).isEqualTo(1);
            assertThat(memorization.controlMedianDistance()).isEqualTo(4);
            assertThat(memorization.threshold()).isEqualTo(3);
            assertThat(memorization.near().value()).isEqualTo(1);
            assertThat(memorization.nearest(2)).containsExactly(2, 0);
            assertThat(memorization.nearest(5)).containsExactly(2, 0, 1);
        }
    }

    @Test
    void nearestOtherDistances_leaveTheImageItselfOut() {
        try (Tensor training = Tensor.of(new float[] {0, 10, 14, 20}, 4, 1)) {
            assertThat(Memorization.nearestOtherDistances(training)).containsExactly(10, 4, 4, 6);
        }
    }

    /** A median stays the same if less than half of the images are copies. */
    @ParameterizedTest(name = "{0} % copies, control {1}")
    @CsvSource({
        "0, UNSEEN", "5, UNSEEN", "45, UNSEEN", "100, UNSEEN",
        "0, OTHER_TRAINING_IMAGES", "5, OTHER_TRAINING_IMAGES", "45, OTHER_TRAINING_IMAGES",
                "100, OTHER_TRAINING_IMAGES"
    })
    void near_isTheFractionOfCopies(int percent, Control control) {
        var random = new RandomTensors(new Random(9), DType.F32, Device.CPU);
        try (var scope = TensorScope.open()) {
            Tensor training = random.normal(6_000, 6);
            int copies = 2_000 * percent / 100;
            List<Tensor> images = new ArrayList<>();
            if (copies > 0) {
                images.add(training.narrow(0, 500, copies).mul(1.0001));
            }
            if (copies < 2_000) {
                images.add(random.normal(2_000 - copies, 6));
            }
            double[] distances = control == Control.UNSEEN
                    ? Memorization.nearestDistances(random.normal(2_000, 6), training)
                    : Memorization.nearestOtherDistances(training);

            Memorization memorization = Memorization.of(Tensor.cat(images, 0), training, distances, control);

            double expected = percent / 100.0 + (1 - percent / 100.0) * Memorization.EXPECTED;
            assertThat(memorization.near().value()).isCloseTo(expected, within(0.008));
            assertThat(memorization.near().low()).isLessThanOrEqualTo(expected);
            assertThat(memorization.near().high()).isGreaterThanOrEqualTo(Math.min(expected, 1 - 1e-9));
            assertThat(memorization.isSignificant()).isEqualTo(percent > 0);
            assertThat(memorization.control()).isEqualTo(control);
        }
    }

    /** The 95 % interval may be too wide, but without copies it must contain the expected fraction that often. */
    @Test
    void interval_containsTheExpectedFraction() {
        var random = new RandomTensors(new Random(10), DType.F32, Device.CPU);
        int contained = 0;
        for (int i = 0; i < 100; i++) {
            try (var scope = TensorScope.open()) {
                Tensor training = random.normal(500, 4);
                Memorization memorization = Memorization.of(
                        random.normal(500, 4),
                        training,
                        Memorization.nearestDistances(random.normal(500, 4), training),
                        Control.UNSEEN);
                contained += memorization.near().low() <= Memorization.EXPECTED
                                && memorization.near().high() >= Memorization.EXPECTED
                        ? 1
                        : 0;
            }
        }
        assertThat(contained).isGreaterThanOrEqualTo(93);
    }

    @Test
    void ofOtherShapes_isRefused() {
        try (Tensor two = Tensor.zeros(DType.F32, Device.CPU, 1, 2);
                Tensor three = Tensor.zeros(DType.F32, Device.CPU, 1, 3);
                Tensor none = Tensor.zeros(DType.F32, Device.CPU, 0, 2)) {
            assertThatThrownBy(() -> Memorization.of(two, three, new double[1], Control.UNSEEN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("memorization: features are f32 (1, 2) and f32 (1, 3), expected equally many columns");
            assertThatThrownBy(() -> Memorization.of(none, two, new double[1], Control.UNSEEN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("memorization: features are f32 (0, 2), expected a row for each of at least 1 images");
        }
    }
}
