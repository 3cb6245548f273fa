package wgan.train;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressBarListenerTests {

    private static final int COLUMNS = 80;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void bar_showsTheWholeRunAndStays() {
        try (var bar = new ProgressBarListener(new StatusLine(new PrintStream(written, false, UTF_8), COLUMNS))) {
            bar.started(new Progress(0, 2, 0, 50));
            for (int step = 1; step <= 50; step++) {
                bar.stepped(new Progress(0, 2, step, 50));
            }
        }

        assertThat(lastDrawn())
                .startsWith("train  50% |")
                .contains("50/100 it (0:00:0")
                .contains("it/s")
                .endsWith(System.lineSeparator())
                .hasSizeLessThan(COLUMNS + System.lineSeparator().length());
    }

    @Test
    void bar_ofAResumedRun_startsWhereTheRunWasInterrupted() {
        try (var bar = new ProgressBarListener(new StatusLine(new PrintStream(written, false, US_ASCII), COLUMNS))) {
            bar.started(new Progress(2, 4, 50, 50));
        }

        assertThat(lastDrawn()).startsWith("train  75% [").contains("150/200 it");
    }

    @Test
    void bar_showsNothingWithoutATerminal() {
        PrintStream stderr = System.err;
        System.setErr(new PrintStream(written, true, UTF_8));
        try (var bar = new ProgressBarListener(StatusLine.none())) {
            bar.started(new Progress(0, 1, 0, 1));
            bar.stepped(new Progress(0, 1, 1, 1));
        } finally {
            System.setErr(stderr);
        }

        assertThat(written.toString(UTF_8)).isEmpty();
    }

    private String lastDrawn() {
        String all = written.toString(UTF_8);
        return all.substring(all.lastIndexOf("\u001b[K") + 3);
    }
}
