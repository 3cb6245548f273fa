package wgan.report.analysis;

/** The precision of reported values. */
public final class ReportedPrecision {
    private ReportedPrecision() {}

    /** Returns the decimals that a Fréchet distance is reported with, for three significant digits from 1 on. */
    public static int distanceDecimals(double distance) {
        double size = Math.abs(distance);
        return size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    }
}
