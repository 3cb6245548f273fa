package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SummaryTests {
    @Test
    void median_isTheMiddleValue() {
        assertThat(Summary.of(30, 10, 20)).isEqualTo(new Summary(20, 10, 30, 3));
    }

    @Test
    void median_ofAnEvenNumberOfValues_isTheMeanOfTheTwoMiddleValues() {
        assertThat(Summary.of(4, 1, 100, 2)).isEqualTo(new Summary(3, 1, 100, 4));
    }

    @Test
    void of_oneValue() {
        assertThat(Summary.of(7)).isEqualTo(new Summary(7, 7, 7, 1));
    }

    @Test
    void of_rejectsNoValues() {
        assertThatIllegalArgumentException().isThrownBy(Summary::of).withMessageContaining("expected 1 or more");
    }

    @Test
    void of_doesNotChangeTheArray() {
        double[] values = {3, 1, 2};
        Summary.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }
}
