package wgan.report.html;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The count of each class as a bar, with a line at the height of all bars if the counts were equal.
 *
 * @param description of what it shows, for a reader who cannot see it
 * @param counts by class, at least one
 * @param color a class of the style sheet: see {@link RunColors}
 */
record BarChart(String description, List<Integer> counts, String color) {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 96;
    private static final int BOTTOM = HEIGHT - 16;
    private static final int TOP = 6;

    /** The width of a bar, as a fraction of the room for it. */
    private static final double FILLED = 0.72;

    /** Returns the image. */
    Html svg() {
        double even = counts.stream().mapToInt(Integer::intValue).average().orElseThrow();
        double greatest = Math.max(1, Collections.max(counts));
        return Html.of(
                """
                <svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">
                {}<line class="even" x1="0" x2="{}" y1="{}" y2="{}"/>
                </svg>
                """,
                WIDTH,
                HEIGHT,
                description,
                IntStream.range(0, counts.size())
                        .mapToObj(i -> bar(i, greatest))
                        .toList(),
                WIDTH,
                coordinate(top(even, greatest)),
                coordinate(top(even, greatest)));
    }

    private Html bar(int number, double greatest) {
        double room = (double) WIDTH / counts.size();
        double top = top(counts.get(number), greatest);
        return Html.of(
                """
                <rect class="bar {}" x="{}" y="{}" width="{}" height="{}"/>
                <text x="{}" y="{}" text-anchor="middle">{}</text>
                """,
                color,
                coordinate((number + (1 - FILLED) / 2) * room),
                coordinate(top),
                coordinate(FILLED * room),
                coordinate(BOTTOM - top),
                coordinate((number + 0.5) * room),
                HEIGHT - 3,
                number);
    }

    private static double top(double count, double greatest) {
        return BOTTOM - count / greatest * (BOTTOM - TOP);
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
