package wgan.report.analysis;

import java.util.Locale;

/** The precision of reported values: those that are equal as they are reported count as equal. */
public final class ReportedPrecision {
    private ReportedPrecision() {}

    /** Returns the decimals that a Fréchet classifier distance is reported with, for three significant digits from 1 on. */
    public static int distanceDecimals(double distance) {
        double size = Math.abs(distance);
        return size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    }

    static boolean areEqualDistances(double a, double b) {
        return distanceDecimals(a) == distanceDecimals(b) && areEqual(a, b, distanceDecimals(a));
    }

    static boolean areEqual(double a, double b, int decimals) {
        return rounded(a, decimals).equals(rounded(b, decimals));
    }

    private static String rounded(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
