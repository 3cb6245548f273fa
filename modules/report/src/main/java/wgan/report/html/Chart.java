package wgan.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wgan.report.analysis.Series;
import wgan.report.analysis.Series.Point;

/**
 * Curves or dots over two axes, as an SVG image inside a page.
 *
 * <p>Its text is text, in the reader's fonts. The style sheet of the page has its colors, by the classes of its elements:
 * {@code grid}, {@code raw}, {@code line}, {@code dot} and those of its curves.
 *
 * @param description of what it shows, for a reader who cannot see it
 * @param x from left to right
 * @param xTitle the quantity of this axis
 * @param y from bottom to top
 * @param yTitle the quantity of this axis
 * @param curves in the order of drawing
 */
record Chart(String description, Axis x, String xTitle, Axis y, String yTitle, List<Curve> curves) {
    // The image; small enough that its text is readable on a phone.
    private static final int WIDTH = 400;
    private static final int HEIGHT = 250;
    // The area between the axes.
    private static final int LEFT = 70; // the axis title, and a tick label of eight digits
    private static final int TOP = 10;
    private static final int RIGHT = WIDTH - 20; // half the width of a number
    private static final int BOTTOM = HEIGHT - 44;
    private static final int TEXT_HEIGHT = 11;
    private static final double DOT_RADIUS = 2.6;
    private static final int CLIP_MARGIN = 3; // a dot on an axis is visible as a whole

    /** The style of a curve. */
    enum Style {
        /** A thin line: single measurements. */
        RAW,
        /** A thick line. */
        LINE,
        /** A thick line with a dot at each point. Several of them differ in more than their colors. */
        DOTTED_LINE,
        /** Dots alone. */
        DOTS
    }

    /**
     * Points to draw.
     *
     * @param points x as the iteration, y as the value
     * @param style how they are drawn
     * @param color a class of the style sheet: see {@link RunColors}
     */
    record Curve(Series points, Style style, String color) {}

    /** Returns the image. */
    Html svg() {
        return Html.of(
                """
                <svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">
                {}{}<svg x="{}" y="{}" width="{}" height="{}" viewBox="{} {} {} {}">
                {}</svg>
                <text class="title" x="{}" y="{}" text-anchor="middle">{}</text>
                <text class="title" transform="translate(11 {}) rotate(-90)" text-anchor="middle">{}</text>
                </svg>
                """,
                WIDTH,
                HEIGHT,
                description,
                xTicks(),
                yTicks(),
                // An inner image clips what is outside the axes.
                LEFT - CLIP_MARGIN,
                TOP - CLIP_MARGIN,
                RIGHT - LEFT + 2 * CLIP_MARGIN,
                BOTTOM - TOP + 2 * CLIP_MARGIN,
                LEFT - CLIP_MARGIN,
                TOP - CLIP_MARGIN,
                RIGHT - LEFT + 2 * CLIP_MARGIN,
                BOTTOM - TOP + 2 * CLIP_MARGIN,
                curves.stream().map(this::curve).toList(),
                (LEFT + RIGHT) / 2,
                HEIGHT - 6,
                LossSymbols.svg(xTitle),
                (TOP + BOTTOM) / 2,
                LossSymbols.svg(yTitle));
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
                    curve.color(),
                    curve.points().points().stream()
                            .map(point -> left(point.iteration()) + "," + top(point.value()))
                            .collect(Collectors.joining(" "))));
        }
        if (curve.style() == Style.DOTS || curve.style() == Style.DOTTED_LINE) {
            for (Point point : curve.points().points()) {
                parts.add(Html.of(
                        "<circle class=\"dot {}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n",
                        curve.color(),
                        left(point.iteration()),
                        top(point.value()),
                        DOT_RADIUS));
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

    /** Rounds to a tenth of a unit, a difference that is not visible. */
    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
