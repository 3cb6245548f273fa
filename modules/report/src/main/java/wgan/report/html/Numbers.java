package wgan.report.html;

import java.util.Locale;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.MetricRange;
import wgan.evaluate.metrics.Proportion;
import wgan.report.analysis.Correlation;
import wgan.report.analysis.ReportedPrecision;

/** Numbers as text, the same in every locale. */
final class Numbers {
    /** The text for a number that is not available. */
    static final String UNKNOWN = "–";

    private static final String MINUS = "−";

    /** A space at which no line is broken. */
    private static final String SPACE = "\u00a0";

    private Numbers() {}

    /** Returns a number with so many decimals; a dash if it is not finite. */
    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        // A negative number that is rounded to zero is zero.
        return text.matches("-[0.]*") ? text.substring(1) : text.replace("-", MINUS);
    }

    /** Returns a count. */
    static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a fraction in percent, with one decimal below ten. */
    static String percent(double fraction) {
        return fixed(100 * fraction, Math.abs(fraction) < 0.0995 ? 1 : 0) + SPACE + "%";
    }

    /** Returns a fraction in percent with its 95 % confidence interval. */
    static String percent(Proportion proportion) {
        return percent(proportion.value()) + SPACE + "(" + percent(proportion.low()) + "–" + percent(proportion.high())
                + ")";
    }

    /** Returns a rank correlation with its interval. */
    static String correlation(Correlation correlation) {
        return fixed(correlation.rho(), 2)
                + (correlation.isKnown()
                        ? SPACE + "(" + fixed(correlation.interval().low(), 2) + " … "
                                + fixed(correlation.interval().high(), 2) + ")"
                        : "");
    }

    /** Returns a Fréchet distance. */
    static String distance(double value) {
        return fixed(value, ReportedPrecision.distanceDecimals(value));
    }

    /** Returns a Fréchet distance with its 95 % confidence interval. */
    static String distance(Estimate estimate) {
        int decimals = ReportedPrecision.distanceDecimals(estimate.value());
        return fixed(estimate.value(), decimals) + SPACE + interval(estimate, MetricRange.NOT_NEGATIVE, decimals);
    }

    /** Returns the part of a 95 % confidence interval that is possible; nothing if the interval is not known. */
    static String interval(Estimate estimate, MetricRange range, int decimals) {
        return Double.isNaN(estimate.standardError())
                ? ""
                : "(" + fixed(range.low(estimate), decimals) + "–" + fixed(range.high(estimate), decimals) + ")";
    }

    /** Returns a duration in its two greatest units. */
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
