package wgan.report;

import java.util.Locale;

/** How figures are written, the same wherever the reader is. */
final class Numbers {
    private static final String UNKNOWN = "–";
    private static final String MINUS = "−";
    /** One that no line is broken at. */
    private static final String SPACE = "\u00a0";

    private Numbers() {}

    /** With so many decimals; a dash for what is no finite number. */
    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        // A negative number that rounds to zero is zero.
        return text.matches("-[0.]*") ? text.substring(1) : text.replace("-", MINUS);
    }

    /** A count. */
    static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A share as per cent, with one decimal below ten. */
    static String percent(double share) {
        return fixed(100 * share, Math.abs(share) < 0.0995 ? 1 : 0) + SPACE + "%";
    }

    /** A rank correlation and how many pairs it is of. */
    static String correlation(LossCorrelation tracking) {
        return "ρ" + SPACE + "=" + SPACE + fixed(tracking.rho(), 2) + ", n" + SPACE + "=" + SPACE + tracking.pairs();
    }

    /** With three digits that say something, as a distance is written. */
    static String distance(double value) {
        double size = Math.abs(value);
        return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
    }

    /** A duration in the two greatest of its units. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + SPACE + "s";
        }
        if (whole < 3600) {
            return whole / 60 + SPACE + "min " + whole % 60 + SPACE + "s";
        }
        return whole / 3600 + SPACE + "h " + whole % 3600 / 60 + SPACE + "min";
    }
}
