package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRatesTests {

    @ParameterizedTest(name = "epoch {0}, step {1} of 10")
    @CsvSource({"0, 0, 1", "0, 5, 0.8", "2, 0, 0.5", "1, 10, 0.5", "17, 10, 0.1"})
    void share_fallsWithTheEpochsDone(int epoch, int step, double expected) {
        var rates = new LearningRates(1e-5, 1e-3, 0.5);

        assertThat(rates.share(new Progress(epoch, 20, step, 10))).isCloseTo(expected, within(1e-15));
        assertThat(rates.share(new Progress(epoch, 200, step, 10)))
                .as("of a longer run")
                .isEqualTo(rates.share(new Progress(epoch, 20, step, 10)));
    }

    @Test
    void withoutDecay_allIsLeft() {
        assertThat(new LearningRates(1e-5, 1e-3).share(new Progress(29, 30, 469, 469)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 'lr-critic is 0.0, expected a positive number'",
        "1, NaN, 0, 'lr-generator is NaN, expected a positive number'",
        "1, 1, -0.1, 'lr-decay is -0.1, expected 0 or a positive number'",
        "1, 1, Infinity, 'lr-decay is Infinity, expected 0 or a positive number'"
    })
    void mistake_isNamedWithTheOption(double critic, double generator, double decay, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearningRates(critic, generator, decay))
                .withMessage(message);
    }
}
