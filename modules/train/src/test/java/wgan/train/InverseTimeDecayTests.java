package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseTimeDecayTests {

    @ParameterizedTest(name = "epoch {0}, step {1} of 10")
    @CsvSource({"0, 0, 1", "0, 5, 0.8", "2, 0, 0.5", "1, 10, 0.5", "17, 10, 0.1"})
    void rates_decayWithTheEpochsDone(int epoch, int step, double expected) {
        var rates = new InverseTimeDecay(1e-5, 1e-3, 0.5);

        Progress at = new Progress(epoch, 20, step, 10);
        Progress inALongerRun = new Progress(epoch, 200, step, 10);
        assertThat(rates.critic(at)).isCloseTo(1e-5 * expected, withinPercentage(1e-12));
        assertThat(rates.generator(at)).isCloseTo(1e-3 * expected, withinPercentage(1e-12));
        assertThat(rates.critic(inALongerRun)).isEqualTo(rates.critic(at));
        assertThat(rates.generator(inALongerRun)).isEqualTo(rates.generator(at));
    }

    @Test
    void critic_canDecayFaster() {
        var rates = new InverseTimeDecay(1e-5, 1e-3, 0.5, 2);
        Progress at = new Progress(2, 20, 0, 10);
        assertThat(rates.critic(at)).isCloseTo(1e-5 / 5, withinPercentage(1e-12));
        assertThat(rates.generator(at)).isCloseTo(1e-3 / 2, withinPercentage(1e-12));
        assertThat(new InverseTimeDecay(1e-5, 1e-3, 0.5).critic(at)).isCloseTo(1e-5 / 2, withinPercentage(1e-12));
    }

    @Test
    void criticDecayOutOfRange_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InverseTimeDecay(1, 1, 0, -2))
                .withMessage("lr_decay_critic is -2.0, expected 0 or a positive number");
    }

    @Test
    void constant_doesNotDecay() {
        var rates = InverseTimeDecay.constant(1e-5, 1e-3);
        Progress at = new Progress(29, 30, 469, 469);
        assertThat(rates.critic(at)).isEqualTo(1e-5);
        assertThat(rates.generator(at)).isEqualTo(1e-3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 'lr_critic is 0.0, expected a positive number'",
        "1, NaN, 0, 'lr_generator is NaN, expected a positive number'",
        "1, 1, -0.1, 'lr_decay is -0.1, expected 0 or a positive number'",
        "1, 1, Infinity, 'lr_decay is Infinity, expected 0 or a positive number'"
    })
    void valueOutOfRange_isRefusedByName(double critic, double generator, double decay, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InverseTimeDecay(critic, generator, decay))
                .withMessage(message);
    }
}
