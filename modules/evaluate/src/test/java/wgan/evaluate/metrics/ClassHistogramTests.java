package wgan.evaluate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wgan.torch.Tensor;

class ClassHistogramTests {

    @Test
    void of_countsTheMostProbableClass_theFirstOfEqualOnes() {
        double[] probabilities = {0.1, 0.7, 0.2, 0.4, 0.2, 0.4, 0, 0, 1, 0.3, 0.3, 0.4};
        try (Tensor tensor = Tensor.of(probabilities, 4, 3)) {
            assertThat(ClassHistogram.of(tensor).counts()).containsExactly(1, 1, 2);
        }
    }

    @Test
    void entropy_isThatOfTheFrequencies() {
        assertThat(new ClassHistogram(Collections.nCopies(10, 7)).entropyBits()).isCloseTo(3.3219, within(1e-4));
        assertThat(new ClassHistogram(List.of(0, 0, 5)).entropyBits()).isZero();
        assertThat(new ClassHistogram(List.of(1, 1, 0)).entropyBits()).isCloseTo(1, within(1e-15));
        assertThat(new ClassHistogram(List.of(1, 3)).entropyBits())
                .isCloseTo(2 - 0.75 * Math.log(3) / Math.log(2), within(1e-15));
        assertThat(new ClassHistogram(List.of(0, 0)).entropyBits()).isZero();
    }
}
