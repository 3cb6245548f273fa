package wgan.train;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how much of the run is done, its speed in iterations per second and the time left, redrawn each second.
 *
 * <p>Shows nothing if its status line is not visible. The finished bar stays on the screen.
 */
public final class ProgressBarListener implements TrainingListener {

    private static final int REDRAW_MILLIS = 1000;

    private final StatusLine line;
    private @Nullable ProgressBar bar;

    /** Shows the bar on this line. */
    public ProgressBarListener(StatusLine line) {
        this.line = line;
    }

    @Override
    public void started(Progress at) {
        close(); // of a run that was rolled back
        if (!line.isVisible()) {
            return;
        }
        bar = ProgressBar.builder()
                .setTaskName("train")
                .setInitialMax(at.iterations())
                .startsFrom(
                        at.iteration(), Duration.ZERO) // speed and time left then count the steps of this session only
                .setUnit(" it", 1)
                .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setStyle(line.drawsUnicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                // A consumer of our own, with a width: the library's default one uses JLine, which handles Ctrl-C
                // itself.
                .setConsumer(new DelegatingProgressBarConsumer(line::show, line.columns() - 1))
                .build();
    }

    @Override
    public void stepped(Progress at) {
        if (bar != null) {
            bar.stepTo(at.iteration());
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            line.leave();
        }
    }
}
