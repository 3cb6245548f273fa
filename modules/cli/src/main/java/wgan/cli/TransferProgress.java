package wgan.cli;

import java.io.PrintWriter;
import wgan.data.TransferListener;
import wgan.train.StatusLine;

/** Shows downloads on standard error: a line for each, and a progress bar if it is a terminal. */
final class TransferProgress implements TransferListener {
    private static final int BAR_WIDTH = 30;
    private static final double MEGABYTE = 1e6;

    private final PrintWriter log;
    private final StatusLine line;
    private String file = "";
    private long expected;

    TransferProgress(PrintWriter log, StatusLine line) {
        this.log = log;
        this.line = line;
    }

    @Override
    public void started(String described, long bytes) {
        file = described;
        expected = bytes;
        noted("downloading " + described);
    }

    @Override
    public void progressed(long bytes) {
        if (expected > 0) {
            int filled = (int) (BAR_WIDTH * Math.min(bytes, expected) / expected);
            line.show(file + " [" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] "
                    + String.format("%.1f of %.1f MB", bytes / MEGABYTE, expected / MEGABYTE));
        } else {
            line.show(file + " " + String.format("%.1f MB", bytes / MEGABYTE));
        }
    }

    @Override
    public void ended() {
        line.clear();
    }

    @Override
    public void noted(String text) {
        line.above(() -> {
            log.println(text);
            log.flush();
        });
    }
}
