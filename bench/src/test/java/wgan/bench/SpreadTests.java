package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTests {
    @Test
    void median_isTheMiddleOne() {
        assertThat(Spread.of(30, 10, 20)).isEqualTo(new Spread(20, 10, 30, 3));
    }

    @Test
    void median_ofAnEvenNumber_isBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(4, 1, 100, 2)).isEqualTo(new Spread(3, 1, 100, 4));
    }

    @Test
    void oneValue_isAllThree() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7, 1));
    }

    @Test
    void noValues_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of).withMessageContaining("expected one or more");
    }

    @Test
    void values_stayInTheirOrder() {
        double[] values = {3, 1, 2};
        Spread.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }
}
