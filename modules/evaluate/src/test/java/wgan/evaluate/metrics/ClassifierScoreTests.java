package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import wgan.torch.Tensor;

class ClassifierScoreTests {

    @Test
    void ofEqualProbabilitiesForAll_isOne() {
        assertThat(score(3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3)).isCloseTo(1, within(1e-15));
        assertThat(score(3, 0, 1, 0, 0, 1, 0)).isEqualTo(1);
    }

    @Test
    void ofCertainAndEquallyFrequentClasses_isTheNumberOfClasses() {
        double[] identity = new double[100];
        for (int i = 0; i < 10; i++) {
            identity[11 * i] = 1;
        }
        assertThat(score(10, identity)).isCloseTo(10, within(1e-12));
    }

    /** p(y) = (½, ½), so each image's divergence is ¾ ln 1.5 + ¼ ln 0.5. */
    @Test
    void ofUncertainClasses_isComputedByHand() {
        assertThat(score(2, 0.75, 0.25, 0.25, 0.75))
                .isCloseTo(Math.pow(1.5, 0.75) * Math.pow(0.5, 0.25), within(1e-15));
    }

    /** p(y) = (¾, ¼): 4^(¼) · (4/3)^(¾). */
    @Test
    void ofCertainClassesOfUnequalFrequency_isComputedByHand() {
        assertThat(score(2, 1, 0, 1, 0, 1, 0, 0, 1))
                .isCloseTo(Math.pow(4, 0.25) * Math.pow(4.0 / 3, 0.75), within(1e-15));
    }

    @Test
    void ofNoImages_isRefused() {
        assertThatThrownBy(() -> score(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("classifier score: features are f64 (0, 10), expected a row for each of at least 1 images");
    }

    private static double score(int classes, double... probabilities) {
        try (Tensor tensor = Tensor.of(probabilities, probabilities.length / classes, classes)) {
            return ClassifierScore.of(tensor);
        }
    }
}
