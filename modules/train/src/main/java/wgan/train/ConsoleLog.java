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

    /**
     * Logs to a stream.
     *
     * @param out gets the lines
     * @param below the status line of the same terminal, which stays below them
     */
    public ConsoleLog(PrintStream out, StatusLine below) {
        this.out = out;
        this.below = below;
    }

    @Override
    public void logged(Progress at, Losses means) {
        String line = String.format(
                Locale.ROOT, // a decimal point in every country
                "Epoch %02d | Step %04d / %d | Loss_D %.4f | Loss_G %.4f",
                at.epoch(),
                at.step(),
                at.steps(),
                means.critic(),
                means.generator());
        below.above(() -> {
            out.println(line);
            out.flush();
        });
    }
}
