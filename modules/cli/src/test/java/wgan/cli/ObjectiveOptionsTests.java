package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import wgan.train.CosineDecay;
import wgan.train.InverseTimeDecay;
import wgan.train.LearningRateSchedule;
import wgan.train.Wgan;

class ObjectiveOptionsTests {
    @Command(name = "probe")
    static final class Probe {
        @Mixin
        private ObjectiveOptions options;
    }

    @Test
    void rates_areThoseOfThePreset() {
        assertThat(rates("")).isEqualTo(Wgan.defaults().learningRates());
        assertThat(rates("--preset paper")).isEqualTo(Wgan.paper().learningRates());
    }

    @Test
    void rate_keepsTheScheduleOfThePreset() {
        assertThat(rates("--preset paper --lr-critic 3e-5")).isEqualTo(new InverseTimeDecay(3e-5, 5e-5, 0));
        LearningRateSchedule tuned = rates("--lr-critic 3e-5 --lr-generator 4e-5");
        assertThat(tuned).hasSameClassAs(Wgan.defaults().learningRates());
        assertThat(tuned.hyperparameters()).containsEntry("lr_critic", 3e-5).containsEntry("lr_generator", 4e-5);
    }

    @Test
    void decay_isForBothNetworks_unlessTheCriticHasAnother() {
        assertThat(rates("--preset paper --lr-decay 0.25")).isEqualTo(new InverseTimeDecay(5e-5, 5e-5, 0.25));
        assertThat(rates("--preset paper --lr-decay 0.25 --lr-decay-critic 2"))
                .isEqualTo(new InverseTimeDecay(5e-5, 5e-5, 0.25, 2));
        assertThat(rates("--preset paper --lr-decay-critic 2")).isEqualTo(new InverseTimeDecay(5e-5, 5e-5, 0, 2));
        assertThat(rates("--lr-decay 0")).isInstanceOf(InverseTimeDecay.class);
    }

    @Test
    void decayEpochs_areACosine() {
        assertThat(rates("--preset paper --lr-decay-epochs 7")).isEqualTo(new CosineDecay(5e-5, 5e-5, 7));
        assertThat(rates("--lr-critic 1 --lr-generator 2 --lr-decay-epochs 7")).isEqualTo(new CosineDecay(1, 2, 7));
        assertThatThrownBy(() -> rates("--lr-decay-epochs 7 --lr-decay 1"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--lr-decay and --lr-decay-epochs exclude each other; use one of them");
    }

    private static LearningRateSchedule rates(String arguments) {
        CommandLine program = Main.commandLine(Probe.class);
        program.parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return program.<Probe>getCommand().options.objective().learningRates();
    }
}
