package wgan.cli;

import java.io.PrintWriter;
import java.util.Locale;
import wgan.data.TransferListener;
import wgan.train.StatusLine;

/** Shows downloads, and the decoding of images, on standard error: a line for each download, and a progress bar if it is a terminal. */
final class TransferProgress implements TransferListener {
    private static final int BAR_WIDTH = 30;
    private static final double MEGABYTE = 1e6;

    private final PrintWriter log;
    private final StatusLine line;
    private String what = "";
    private long expected;
    private Unit unit = Unit.BYTES;

    TransferProgress(PrintWriter log, StatusLine line) {
        this.log = log;
        this.line = line;
    }

    @Override
    public void started(String described, long amount, Unit counted) {
        what = described;
        expected = amount;
        unit = counted;
        if (counted == Unit.BYTES) { // images on disk are read without the network, and usually fast
            noted("downloading " + described);
        }
    }

    @Override
    public void progressed(long amount) {
        line.show(text(amount));
    }

    /** Returns the text of the status line when so much of the transfer is done. */
    String text(long amount) {
        if (expected <= 0) {
            return what + " " + shown(amount) + " " + unitName();
        }
        int filled = (int) (BAR_WIDTH * Math.min(amount, expected) / expected);
        return what + " [" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + shown(amount) + " of "
                + shown(expected) + " " + unitName();
    }

    private String shown(long amount) {
        return unit == Unit.BYTES
                ? String.format(Locale.ROOT, "%.1f", amount / MEGABYTE)
                : String.format(Locale.ROOT, "%,d", amount);
    }

    private String unitName() {
        return unit == Unit.BYTES ? "MB" : "images";
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
