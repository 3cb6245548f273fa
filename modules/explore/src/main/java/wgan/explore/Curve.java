package wgan.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * A series of numbers in bounded memory: if it has too many points, each two neighbors become one, their mean. Not thread-safe.
 */
final class Curve {
    /** More than the pixels of most charts. */
    static final int MAX_POINTS = 1000;

    private final List<Point> points = new ArrayList<>();
    private long pointSize = 1;
    private double sum;
    private long summed;

    /**
     * A point.
     *
     * @param iteration of the last of its numbers
     * @param value their mean
     */
    record Point(long iteration, double value) {}

    /** Adds a number. */
    void add(long iteration, double value) {
        sum += value;
        summed++;
        if (summed < pointSize) {
            return;
        }
        points.add(new Point(iteration, sum / summed));
        sum = 0;
        summed = 0;
        if (points.size() == MAX_POINTS) {
            for (int i = 0; i < MAX_POINTS / 2; i++) {
                Point second = points.get(2 * i + 1);
                points.set(i, new Point(second.iteration(), (points.get(2 * i).value() + second.value()) / 2));
            }
            points.subList(MAX_POINTS / 2, MAX_POINTS).clear();
            pointSize *= 2;
        }
    }

    /** Returns the points, at most {@value #MAX_POINTS}. */
    List<Point> points() {
        return List.copyOf(points);
    }
}
