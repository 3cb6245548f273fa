package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.train.Losses;
import wgan.train.Progress;
import wgan.train.StatusLine;

class BusyMachineWarningTests {
    private final StringWriter log = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "2, 2, 3, true",
        "2, 2, 2.3, false",
        "2, 2, -1, false", // not known
        "1, 2, 9, false", // nothing to advise
        "8, 16, 15, false",
        "8, 16, 16.2, true"
    })
    void isPrinted_ifMoreThreadsRunThanProcessorsAreThere(int threads, int processors, double load, boolean expected) {
        var warning = warning(threads, processors, load);

        warning.logged(new Progress(0, 1, 100, 469), new Losses(0, OptionalDouble.empty(), 0));

        assertThat(!log.toString().isEmpty()).isEqualTo(expected);
    }

    @Test
    void isPrintedOnce_inOneLine() {
        var warning = warning(2, 2, 3.04);
        for (int step = 100; step <= 400; step += 100) {
            warning.logged(new Progress(0, 1, step, 469), new Losses(0, OptionalDouble.empty(), 0));
        }
        assertThat(log)
                .hasToString(
                        "other programs use the processors (load 3.0 on 2); 2 threads wait for them, --threads 1 is faster as long as that lasts"
                                + System.lineSeparator());
    }

    private BusyMachineWarning warning(int threads, int processors, double load) {
        return new BusyMachineWarning(threads, processors, () -> load, new PrintWriter(log), StatusLine.none());
    }
}
