package wgan.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConsoleLogTests {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, false, UTF_8);

    @Test
    void line_hasTheFormatOfTheLab() {
        var log = new ConsoleLog(out, StatusLine.none());

        log.logged(new Progress(0, 30, 100, 469), new Losses(-0.1234, OptionalDouble.empty(), 0.1234));
        log.logged(new Progress(12, 30, 469, 469), new Losses(-12.34567, OptionalDouble.empty(), 0));

        assertThat(written.toString(UTF_8).lines())
                .containsExactly(
                        "Epoch 00 | Step 0100 / 469 | Loss_D -0.1234 | Loss_G 0.1234",
                        "Epoch 12 | Step 0469 / 469 | Loss_D -12.3457 | Loss_G 0.0000");
    }

    @Test
    void line_hasADecimalPointInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            new ConsoleLog(out, StatusLine.none())
                    .logged(new Progress(0, 1, 1, 1), new Losses(1.5, OptionalDouble.empty(), -1.5));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(written.toString(UTF_8))
                .isEqualToIgnoringNewLines("Epoch 00 | Step 0001 / 1 | Loss_D 1.5000 | Loss_G -1.5000\n");
    }

    @Test
    void line_isPrintedAboveTheStatusLine() {
        var below = new StatusLine(out, 80);
        below.show("half way");

        new ConsoleLog(out, below).logged(new Progress(0, 1, 1, 1), new Losses(0, OptionalDouble.empty(), 0));

        assertThat(written.toString(UTF_8))
                .isEqualToNormalizingNewlines("\r\u001b[Khalf way"
                        + "\r\u001b[KEpoch 00 | Step 0001 / 1 | Loss_D 0.0000 | Loss_G 0.0000\n"
                        + "half way");
    }
}
