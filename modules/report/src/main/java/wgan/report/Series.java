package wgan.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A figure over the course of a run.
 *
 * @param points by increasing iteration
 */
record Series(List<Point> points) {
    /** How much nearer than the upper quartile of the distances between neighbours a neighbour may be. */
    private static final double EVENNESS = 0.9;

    /**
     * One value of it.
     *
     * @param iteration steps since the run began
     * @param value finite
     */
    record Point(double iteration, double value) {}

    /** Keeps a copy. */
    Series {
        points = List.copyOf(points);
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    int size() {
        return points.size();
    }

    DoubleStream values() {
        return points.stream().mapToDouble(Point::value);
    }

    /** The same with the opposite sign. */
    Series negated() {
        return new Series(points.stream()
                .map(point -> new Point(point.iteration(), -point.value()))
                .toList());
    }

    /** The points of this iteration and later ones. */
    Series from(double iteration) {
        return new Series(
                points.stream().filter(point -> point.iteration() >= iteration).toList());
    }

    /**
     * The points that lie about as far apart as most neighbours at the sparser end: those of a run that was measured more often at
     * first, as one that was to be short, would otherwise tell of its beginning most of all. The last one stays.
     */
    Series evenly() {
        if (size() < 3) {
            return this;
        }
        double[] gaps = IntStream.range(1, size())
                .mapToDouble(i -> points.get(i).iteration() - points.get(i - 1).iteration())
                .sorted()
                .toArray();
        double least = EVENNESS * gaps[(gaps.length - 1) * 3 / 4];
        List<Point> kept = new ArrayList<>(List.of(points.getLast()));
        for (Point point : points.reversed()) {
            if (kept.getLast().iteration() - point.iteration() >= least) {
                kept.add(point);
            }
        }
        return new Series(kept.reversed());
    }

    /**
     * A median filter's window for this series: about a fortieth of its points, which leaves the course of a run and takes
     * the noise of single batches away; odd, and 3 at least.
     */
    int usualWindow() {
        return Math.max(3, size() / 40 | 1);
    }

    /**
     * Each value replaced by the median of those around it; at either end, of as many as there are.
     *
     * @param window how many, odd
     */
    Series medianFiltered(int window) {
        int reach = window / 2;
        double[] all = values().toArray();
        Point[] filtered = new Point[all.length];
        for (int i = 0; i < all.length; i++) {
            double[] around = Arrays.copyOfRange(all, Math.max(0, i - reach), Math.min(all.length, i + reach + 1));
            filtered[i] = new Point(points.get(i).iteration(), median(around));
        }
        return new Series(List.of(filtered));
    }

    /** The middle one of the values, or the mean of the two in the middle; not-a-number of none. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
