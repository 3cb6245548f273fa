package wgan.train;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The bottom line of a terminal, redrawn in place and kept below everything else that is printed there.
 *
 * <p>Without a terminal, {@link #none()} shows nothing, so that no control character reaches a log. Thread-safe.
 */
public final class StatusLine {

    private static final String ERASE_LINE = "\r\u001b[K"; // ECMA-48: to the first column, erase to the end
    private static final int DEFAULT_COLUMNS = 80;

    /** What standard error of this process is, under a name that can be opened: on Linux, macOS and other Unix systems. */
    private static final File STANDARD_ERROR = new File("/dev/stderr");

    private final PrintStream terminal;
    private final int columns;
    private String text = "";

    StatusLine(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    /** Returns a line that is never shown. */
    public static StatusLine none() {
        return new StatusLine(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), 0);
    }

    /**
     * Returns the bottom line of standard error, or {@link #none()} if that is not a terminal that can redraw a line.
     *
     * <p>Java 21 has no method for that: {@code System.console()} depends on standard input and output only. The command
     * {@code stty} prints the width of the terminal that is its standard input; if there is no such command (Windows), or the
     * terminal may not be opened, as that of another user, no line is shown.
     */
    public static StatusLine onStandardError() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return none();
        }
        OptionalInt columns = columnsOf(STANDARD_ERROR, "stty", "size");
        return columns.isPresent() ? new StatusLine(System.err, columns.getAsInt()) : none();
    }

    /**
     * Runs a command that prints the size of a terminal.
     *
     * @param input its standard input
     * @param command prints "rows columns" if its input is a terminal, and something else, or nothing, if not
     * @return the columns; empty if it is not a terminal or cannot be opened, or there is no such command
     */
    static OptionalInt columnsOf(File input, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer;
            try (InputStream output = process.getInputStream()) {
                answer = new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip();
            }
            return answer.matches("\\d{1,5} \\d{1,5}")
                    ? OptionalInt.of(usable(Integer.parseInt(answer.substring(answer.indexOf(' ') + 1))))
                    : OptionalInt.empty();
        } catch (IOException noInputOrNoSuchCommand) {
            return OptionalInt.empty();
        }
    }

    /** Returns the columns, or a default for a terminal of unknown width, which has 0. */
    private static int usable(int columns) {
        return columns == 0 ? DEFAULT_COLUMNS : columns;
    }

    /** Returns whether the line is shown. */
    public boolean isVisible() {
        return columns > 0;
    }

    /** Returns the width of the line in characters; 0 if it is not visible. */
    int columns() {
        return columns;
    }

    /** Returns whether block characters can be drawn. */
    boolean drawsUnicode() {
        return terminal.charset().equals(StandardCharsets.UTF_8);
    }

    /** Replaces the text of the line. */
    public synchronized void show(String newText) {
        if (isVisible()) {
            text = newText;
            draw(ERASE_LINE + text);
        }
    }

    /**
     * Prints text above the line.
     *
     * @param print prints whole lines, to any stream of the terminal, and flushes them
     */
    public synchronized void above(Runnable print) {
        if (text.isEmpty()) {
            print.run();
            return;
        }
        draw(ERASE_LINE);
        try {
            print.run();
        } finally {
            draw(text);
        }
    }

    /** Erases the line. */
    public synchronized void clear() {
        if (!text.isEmpty()) {
            text = "";
            draw(ERASE_LINE);
        }
    }

    /** Leaves the line on the screen; later output comes below it. */
    synchronized void leave() {
        if (!text.isEmpty()) {
            text = "";
            draw(System.lineSeparator());
        }
    }

    private void draw(String characters) {
        terminal.print(characters);
        terminal.flush();
    }
}
