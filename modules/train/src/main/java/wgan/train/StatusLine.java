package wgan.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The bottom line of a terminal, redrawn in place and kept below whatever else is printed there.
 *
 * <p>Where there is no terminal there is {@link #none()}, which shows nothing, so that no control character ever
 * reaches a log. Thread-safe.
 */
public final class StatusLine {

    private static final String ERASE_LINE = "\r\u001b[K"; // ECMA-48: to the first column, erase to the end
    private static final int USUAL_COLUMNS = 80;

    private final PrintStream terminal;
    private final int columns;
    private String text = "";

    StatusLine(PrintStream terminal, int columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    /** A line that is never shown. */
    public static StatusLine none() {
        return new StatusLine(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), 0);
    }

    /**
     * The bottom line of standard error, or {@link #none()} where that is not a terminal that can redraw a line.
     *
     * <p>Java 21 cannot tell: {@code System.console()} speaks of standard input and output. The command {@code stty}
     * can, and knows the width; where there is none (Windows outside a POSIX shell) no line is shown.
     */
    public static StatusLine onStandardError() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return none();
        }
        OptionalInt columns = columnsOf("sh", "-c", "stty size <&2 2>/dev/null");
        return columns.isPresent() ? new StatusLine(System.err, columns.getAsInt()) : none();
    }

    /**
     * Asks a command for the size of a terminal.
     *
     * @param command prints "rows columns" when standard error is a terminal, and something else, or nothing, if not
     * @return the columns; nothing when it is no terminal, or there is no such command
     */
    static OptionalInt columnsOf(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer;
            try (InputStream output = process.getInputStream()) {
                answer = new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip();
            }
            return answer.matches("\\d{1,5} \\d{1,5}")
                    ? OptionalInt.of(usable(Integer.parseInt(answer.substring(answer.indexOf(' ') + 1))))
                    : OptionalInt.empty();
        } catch (IOException noSuchCommand) {
            return OptionalInt.empty();
        }
    }

    /** Terminals that do not know their width say 0. */
    private static int usable(int columns) {
        return columns == 0 ? USUAL_COLUMNS : columns;
    }

    /** Whether anything is shown at all. */
    public boolean isVisible() {
        return columns > 0;
    }

    /** Width of the line in characters; 0 when it is not visible. */
    int columns() {
        return columns;
    }

    /** Whether block characters can be drawn. */
    boolean drawsUnicode() {
        return terminal.charset().equals(StandardCharsets.UTF_8);
    }

    /** Replaces what the line shows. */
    public synchronized void show(String newText) {
        if (isVisible()) {
            text = newText;
            draw(ERASE_LINE + text);
        }
    }

    /**
     * Prints above the line.
     *
     * @param print prints whole lines, on whatever stream, and flushes them
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

    /** Shows nothing any more. */
    public synchronized void clear() {
        if (!text.isEmpty()) {
            text = "";
            draw(ERASE_LINE);
        }
    }

    /** Lets the line stand as it is; what is printed from now on comes below it. */
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
