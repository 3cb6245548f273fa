package wgan.report.html;

import java.util.regex.Pattern;

/** Typesets the symbols {@code L_D} and {@code L_G} in a text: an italic L with a subscript. */
final class LossSymbols {
    private static final Pattern SYMBOL = Pattern.compile("L_([DG])");

    private LossSymbols() {}

    /** Typesets for HTML. */
    static Html html(String text) {
        return typeset(text, "<i>L</i><sub>$1</sub>");
    }

    /** Typesets for the text of an SVG image. */
    static Html svg(String text) {
        return typeset(text, "<tspan font-style=\"italic\">L</tspan><tspan font-size=\"8\" dy=\"3\">$1</tspan>");
    }

    private static Html typeset(String text, String symbol) {
        return new Html(SYMBOL.matcher(Html.of("{}", text).markup()).replaceAll(symbol));
    }
}
