package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosineDecayTests {
    @ParameterizedTest(name = "epoch {0}, step {1} of 10")
    @CsvSource({
        "0, 0, 1",
        "1, 0, 0.853553390593274", // (1 + cos 45°) / 2
        "2, 0, 0.5",
        "1, 10, 0.5", // the same point of the run
        "3, 0, 0.146446609406726",
        "3, 10, 0",
        "4, 5, 0",
        "17, 10, 0"
    })
    void rates_areOnACosineOfTheEpochsDone(int epoch, int step, double expected) {
        var rates = new CosineDecay(1e-5, 1e-3, 4);
        Progress at = new Progress(epoch, 20, step, 10);
        Progress inALongerRun = new Progress(epoch, 200, step, 10);
        assertThat(rates.critic(at)).isCloseTo(1e-5 * expected, within(1e-19));
        assertThat(rates.generator(at)).isCloseTo(1e-3 * expected, within(1e-17));
        assertThat(rates.critic(inALongerRun)).isEqualTo(rates.critic(at));
        assertThat(rates.generator(inALongerRun)).isEqualTo(rates.generator(at));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 'lr_critic is 0.0, expected a positive number'",
        "1, NaN, 1, 'lr_generator is NaN, expected a positive number'",
        "1, 1, 0, 'lr_decay_epochs is 0, expected 1 to 100000'",
        "1, 1, 100001, 'lr_decay_epochs is 100001, expected 1 to 100000'"
    })
    void valueOutOfRange_isRefusedByName(double critic, double generator, int epochs, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineDecay(critic, generator, epochs))
                .withMessage(message);
    }
}
