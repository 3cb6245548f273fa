package wgan.train;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StatusLineTests {

    private static final String ERASE = "\r\u001b[K";

    private static final File NO_INPUT = new File("/dev/null");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final StatusLine line = lineIn(UTF_8);

    @Test
    void show_redrawsInPlace() {
        line.show("1 of 2");
        line.show("2 of 2");

        assertThat(written.toString(UTF_8)).isEqualTo(ERASE + "1 of 2" + ERASE + "2 of 2");
    }

    @Test
    void above_printsAndRedrawsEvenAfterAFailure() {
        line.show("bar");

        assertThatThrownBy(() -> line.above(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(written.toString(UTF_8)).isEqualTo(ERASE + "bar" + ERASE + "bar");
    }

    @Test
    void above_printsNoControlCharacterIfNothingIsShown() {
        line.above(() -> {});

        assertThat(written.size()).isZero();
    }

    @Test
    void leave_endsTheLineOnce() {
        line.show("done");
        line.leave();
        line.leave();
        line.above(() -> {});

        assertThat(written.toString(UTF_8)).isEqualToNormalizingNewlines(ERASE + "done\n");
    }

    @Test
    void none_showsNothingButPrintsAbove() {
        var none = StatusLine.none();
        boolean[] printed = {false};

        none.show("bar");
        none.above(() -> printed[0] = true);
        none.leave();

        assertThat(none.isVisible()).isFalse();
        assertThat(printed).containsExactly(true);
    }

    @Test
    void drawsUnicode_isTrueOnlyForAUnicodeTerminal() {
        assertThat(line.drawsUnicode()).isTrue();
        assertThat(lineIn(US_ASCII).drawsUnicode()).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void columnsOf_readsTheOutputOfStty() {
        assertThat(StatusLine.columnsOf(NO_INPUT, "echo", "24 132")).hasValue(132);
        assertThat(StatusLine.columnsOf(NO_INPUT, "echo", "0 0"))
                .as("a terminal of unknown width")
                .hasValue(80);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void columnsOf_isEmptyWhereThereIsNoTerminalOrNoStty(@TempDir Path directory) {
        assertThat(StatusLine.columnsOf(NO_INPUT, "stty", "size")).isEmpty();
        assertThat(StatusLine.columnsOf(NO_INPUT, "java", "--version")).isEmpty();
        assertThat(StatusLine.columnsOf(NO_INPUT, "no-such-command-anywhere")).isEmpty();
        assertThat(StatusLine.columnsOf(directory.resolve("missing").toFile(), "echo", "24 132"))
                .isEmpty();
    }

    @Test
    void onStandardError_isNotShownInAFile(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");

        Process process = OtherProcess.of(Bar.class).redirectError(log.toFile()).start();

        assertThat(process.waitFor()).isZero();
        assertThat(log).hasContent("");
    }

    /** Of the streams only standard error is the terminal. The program script of util-linux makes it, and every Debian has that. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void onStandardError_isAsWideAsTheTerminal(@TempDir Path directory) throws Exception {
        Path program = Path.of("/usr/bin/script");
        assumeThat(program).isExecutable();
        String bar = OtherProcess.of(Bar.class).command().stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path terminal = directory.resolve("terminal");

        var builder = new ProcessBuilder(
                        program.toString(), "-qec", "stty cols 132 && " + bar + " </dev/null >columns", "/dev/null")
                .directory(directory.toFile())
                .redirectInput(NO_INPUT)
                .redirectErrorStream(true)
                .redirectOutput(terminal.toFile());
        builder.environment().put("TERM", "xterm");

        assertThat(builder.start().waitFor()).isZero();
        assertThat(directory.resolve("columns")).hasContent("132");
        assertThat(terminal).content().contains(ERASE + "half way");
    }

    /** Shows a status line on its standard error, if that takes one, and prints its width. */
    static final class Bar {

        private Bar() {}

        public static void main(String[] args) {
            StatusLine line = StatusLine.onStandardError();
            line.show("half way");
            line.leave();
            System.out.println(line.columns());
        }
    }

    private StatusLine lineIn(Charset charset) {
        return new StatusLine(new PrintStream(written, false, charset), 80);
    }
}
