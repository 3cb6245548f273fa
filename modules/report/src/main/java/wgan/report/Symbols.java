package wgan.report;

import java.util.regex.Pattern;

/** Text in which a loss is written {@code L_D} or {@code L_G}, as people set it: an italic L with a small letter below. */
final class Symbols {
    private static final Pattern LOSS = Pattern.compile("L_([DG])");

    private Symbols() {}

    /** For HTML. */
    static Html html(String text) {
        return typeset(text, "<i>L</i><sub>$1</sub>");
    }

    /** For the text of an SVG image. */
    static Html svg(String text) {
        return typeset(text, "<tspan font-style=\"italic\">L</tspan><tspan font-size=\"8\" dy=\"3\">$1</tspan>");
    }

    private static Html typeset(String text, String loss) {
        return new Html(LOSS.matcher(Html.of("{}", text).markup()).replaceAll(loss));
    }
}
