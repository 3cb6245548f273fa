package wgan.report.html;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The count of each class as a bar, with a line at the height of all bars if the counts were equal.
 *
 * @param description of what it shows, for a reader who cannot see it
 * @param names of the classes
 * @param counts by class, at least one
 * @param color a class of the style sheet: see {@link RunColors}
 */
record BarChart(String description, List<String> names, List<Integer> counts, String color) {
    private static final int WIDTH = 200;
    private static final int TOP = 6;
    private static final int BARS = 74; // the height of the highest bar
    private static final int LABEL_HEIGHT = 16;

    /** More classes have a chart that is as wide as the page. */
    private static final int MOST_NARROW = 16;

    private static final int WIDE = 680;

    /** The width of a bar, as a fraction of the room for it. */
    private static final double FILLED = 0.72;

    // The size of the labels: longer ones are vertical, and shortened.
    private static final double CHARACTER = 6.5;
    private static final int LONGEST_LABEL = 12;
    private static final int LINE = 11;

    /** Returns whether it needs the width of the page. */
    boolean isWide() {
        return counts.size() > MOST_NARROW;
    }

    /** Returns the image. */
    Html svg() {
        double even = counts.stream().mapToInt(Integer::intValue).average().orElseThrow();
        double greatest = Math.max(1, Collections.max(counts));
        return Html.of(
                """
                <svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">
                {}{}<line class="even" x1="0" x2="{}" y1="{}" y2="{}"/>
                </svg>
                """,
                width(),
                bottom() + (isVertical() ? (int) (longest() * CHARACTER) + LABEL_HEIGHT - LINE : LABEL_HEIGHT),
                description,
                IntStream.range(0, counts.size())
                        .mapToObj(i -> bar(i, greatest))
                        .toList(),
                IntStream.range(0, counts.size())
                        .filter(i -> i % labelInterval() == 0)
                        .mapToObj(this::label)
                        .toList(),
                width(),
                coordinate(top(even, greatest)),
                coordinate(top(even, greatest)));
    }

    private int width() {
        return isWide() ? WIDE : WIDTH;
    }

    private static int bottom() {
        return TOP + BARS;
    }

    private double room() {
        return (double) width() / counts.size();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "…";
    }

    /** Returns the characters of the longest label. */
    private int longest() {
        return names.stream().mapToInt(name -> shortened(name).length()).max().orElse(0);
    }

    /** Returns whether a label is wider than the room of its bar, so that numbers of many classes are not. */
    private boolean isVertical() {
        return longest() > 3 && longest() * CHARACTER > room();
    }

    /** Returns the bars from one label to the next, which must not overlap it. */
    private int labelInterval() {
        double size = isVertical() ? LINE : longest() * CHARACTER;
        return Math.max(1, (int) Math.ceil(size / room()));
    }

    private Html bar(int number, double greatest) {
        double top = top(counts.get(number), greatest);
        return Html.of(
                """
                <rect class="bar {}" x="{}" y="{}" width="{}" height="{}"/>
                """,
                color,
                coordinate((number + (1 - FILLED) / 2) * room()),
                coordinate(top),
                coordinate(FILLED * room()),
                coordinate(bottom() - top));
    }

    private Html label(int number) {
        String x = coordinate((number + 0.5) * room());
        int y = bottom() + LABEL_HEIGHT - 3;
        return isVertical()
                ? Html.of(
                        "<text transform=\"translate({} {}) rotate(-90)\" dy=\"0.35em\" text-anchor=\"end\">{}</text>\n",
                        x,
                        bottom() + 4,
                        shortened(names.get(number)))
                : Html.of(
                        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                        x,
                        y,
                        shortened(names.get(number)));
    }

    private static double top(double count, double greatest) {
        return bottom() - count / greatest * BARS;
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
