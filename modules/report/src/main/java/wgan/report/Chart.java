package wgan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wgan.report.Series.Point;

/**
 * Curves or dots over two axes, as an SVG image for a page to hold.
 *
 * <p>Its text is text, in the fonts of whoever reads the page; its colours are the page's, by the classes of its elements:
 * {@code grid}, {@code raw}, {@code line}, {@code dot} and those of its curves.
 *
 * @param description what is to be seen, for those who cannot see it
 * @param x from left to right
 * @param xTitle what it measures
 * @param y from bottom to top
 * @param yTitle what it measures
 * @param curves the first one lowest
 */
record Chart(String description, Axis x, String xTitle, Axis y, String yTitle, List<Curve> curves) {
    // Of the image; small enough for its text to be read where a phone shows it.
    private static final int WIDTH = 400;
    private static final int HEIGHT = 250;
    // Of the area between the axes.
    private static final int LEFT = 58;
    private static final int TOP = 10;
    private static final int RIGHT = WIDTH - 20; // half of a number's width
    private static final int BOTTOM = HEIGHT - 44;
    private static final int TEXT_HEIGHT = 11;

    /** How a curve is drawn. */
    enum Style {
        /** A faint line: single measurements. */
        RAW,
        /** A strong line. */
        LINE,
        /** A strong line with a dot at each point, one of several that are not told apart by colour alone. */
        DOTTED_LINE,
        /** Dots alone. */
        DOTS
    }

    /**
     * Points to draw.
     *
     * @param points x as the iteration, y as the value
     * @param colour a class of the page's that says the colour, such as {@code wgan}
     */
    record Curve(Series points, Style style, String colour) {}

    /** The image. */
    Html svg() {
        return Html.of(
                """
                <svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">
                {}{}<svg x="{}" y="{}" width="{}" height="{}" viewBox="{} {} {} {}">
                {}</svg>
                <text class="title" x="{}" y="{}" text-anchor="middle">{}</text>
                <text class="title" transform="translate(12 {}) rotate(-90)" text-anchor="middle">{}</text>
                </svg>
                """,
                WIDTH,
                HEIGHT,
                description,
                xTicks(),
                yTicks(),
                // An inner image cuts off what lies outside of the axes.
                LEFT,
                TOP,
                RIGHT - LEFT,
                BOTTOM - TOP,
                LEFT,
                TOP,
                RIGHT - LEFT,
                BOTTOM - TOP,
                curves.stream().map(this::curve).toList(),
                (LEFT + RIGHT) / 2,
                HEIGHT - 6,
                Symbols.svg(xTitle),
                (TOP + BOTTOM) / 2,
                Symbols.svg(yTitle));
    }

    private List<Html> xTicks() {
        return x.ticks().stream()
                .map(tick -> Html.of(
                        """
                        <line class="tick" x1="{}" x2="{}" y1="{}" y2="{}"/>
                        <text x="{}" y="{}" text-anchor="middle">{}</text>
                        """,
                        left(tick),
                        left(tick),
                        BOTTOM,
                        BOTTOM + 4,
                        left(tick),
                        BOTTOM + 6 + TEXT_HEIGHT,
                        Numbers.fixed(tick, x.decimals(tick))))
                .toList();
    }

    private List<Html> yTicks() {
        return y.ticks().stream()
                .map(tick -> Html.of(
                        """
                        <line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>
                        <text x="{}" y="{}" dy="0.35em" text-anchor="end">{}</text>
                        """,
                        LEFT,
                        RIGHT,
                        top(tick),
                        top(tick),
                        LEFT - 5,
                        top(tick),
                        Numbers.fixed(tick, y.decimals(tick))))
                .toList();
    }

    private Html curve(Curve curve) {
        List<Html> parts = new ArrayList<>();
        if (curve.style() != Style.DOTS) {
            parts.add(Html.of(
                    "<polyline class=\"{} {}\" points=\"{}\"/>\n",
                    switch (curve.style()) {
                        case RAW -> "raw";
                        case DOTTED_LINE -> "line one-of-many";
                        default -> "line";
                    },
                    curve.colour(),
                    curve.points().points().stream()
                            .map(point -> left(point.iteration()) + "," + top(point.value()))
                            .collect(Collectors.joining(" "))));
        }
        if (curve.style() == Style.DOTS || curve.style() == Style.DOTTED_LINE) {
            for (Point point : curve.points().points()) {
                parts.add(Html.of(
                        "<circle class=\"dot {}\" cx=\"{}\" cy=\"{}\" r=\"2.6\"/>\n",
                        curve.colour(),
                        left(point.iteration()),
                        top(point.value())));
            }
        }
        return Html.of("{}", parts);
    }

    private String left(double value) {
        return coordinate(LEFT + x.position(value) * (RIGHT - LEFT));
    }

    private String top(double value) {
        return coordinate(BOTTOM - y.position(value) * (BOTTOM - TOP));
    }

    /** To a tenth of a unit, which nobody sees. */
    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
