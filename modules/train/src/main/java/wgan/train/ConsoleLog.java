package wgan.train;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints the lab's line at each log point: {@code Epoch 00 | Step 0100 / 469 | Loss_D -0.1234 | Loss_G 0.1234}.
 *
 * <p>The stream stays open.
 */
public final class ConsoleLog implements TrainingListener {

    private final PrintStream out;
    private final StatusLine below;

    /** Logs to a stream without a status line. */
    public ConsoleLog(PrintStream out) {
        this(out, StatusLine.none());
    }

    /**
     * Logs to a stream.
     *
     * @param out receives the lines
     * @param below the status line of the same terminal, which stays below the lines
     */
    public ConsoleLog(PrintStream out, StatusLine below) {
        this.out = out;
        this.below = below;
    }

    @Override
    public void logged(Progress at, Losses means) {
        String line = String.format(
                Locale.ROOT, // a decimal point in every locale
                "Epoch %02d | Step %04d / %d | Loss_D %.4f | Loss_G %.4f",
                at.epoch(),
                at.step(),
                at.steps(),
                means.critic(),
                means.generator());
        print(line);
    }

    /** Prints that the run goes back, and why. */
    @Override
    public void rolledBack(Progress to, int count, DivergedException cause) {
        print("%s; rollback %d of at most %d: the run goes on from epoch %d, step %d with other noise"
                .formatted(cause.getMessage(), count, OnDivergence.MAX_ROLLBACKS, to.epoch(), to.step()));
    }

    private void print(String line) {
        below.above(() -> {
            out.println(line);
            out.flush();
        });
    }
}
