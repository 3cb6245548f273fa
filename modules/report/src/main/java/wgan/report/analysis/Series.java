package wgan.report.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A value over the iterations of a run.
 *
 * @param points by increasing iteration
 */
public record Series(List<Point> points) {
    /** Points may be nearer to each other than the upper quartile of the gaps, by this factor. */
    private static final double EVENNESS = 0.9;

    /**
     * One value.
     *
     * @param iteration steps since the run began
     * @param value finite
     */
    public record Point(double iteration, double value) {}

    /** Keeps a copy. */
    public Series {
        points = List.copyOf(points);
    }

    /** Returns whether there are no points. */
    public boolean isEmpty() {
        return points.isEmpty();
    }

    /** Returns the number of points. */
    public int size() {
        return points.size();
    }

    /** Returns the values, in the order of the iterations. */
    public DoubleStream values() {
        return points.stream().mapToDouble(Point::value);
    }

    /** Returns the points of this iteration and later ones. */
    Series from(double iteration) {
        return new Series(
                points.stream().filter(point -> point.iteration() >= iteration).toList());
    }

    /** Returns the value nearest to an iteration; empty if none is as near as the tolerance. */
    OptionalDouble nearest(double iteration, double tolerance) {
        return points.stream()
                .min(Comparator.comparingDouble(point -> Math.abs(point.iteration() - iteration)))
                .filter(point -> Math.abs(point.iteration() - iteration) <= tolerance)
                .stream()
                .mapToDouble(Point::value)
                .findFirst();
    }

    /**
     * Returns the points whose gaps are about as large as the larger gaps of this series. Without that, a run that was evaluated more
     * often at first, because it was to be short, would be represented mostly by its beginning. The last point always stays.
     */
    Series evenlySpaced() {
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
     * Returns the window of a median filter for this series: about a fortieth of its points, which keeps the course of a run and
     * removes the noise of single batches. It is odd and at least 3.
     */
    public int medianWindow() {
        return Math.max(3, size() / 40 | 1);
    }

    /**
     * Returns the running median: each value replaced by the median of those around it, of fewer at both ends.
     *
     * @param window number of values, odd
     */
    public Series medianFiltered(int window) {
        int reach = window / 2;
        double[] all = values().toArray();
        Point[] filtered = new Point[all.length];
        for (int i = 0; i < all.length; i++) {
            double[] around = Arrays.copyOfRange(all, Math.max(0, i - reach), Math.min(all.length, i + reach + 1));
            filtered[i] = new Point(points.get(i).iteration(), median(around));
        }
        return new Series(List.of(filtered));
    }

    /** Returns the values less the straight line that fits them best, by least squares; all 0 for fewer than three points. */
    double[] withoutTrend() {
        double[] values = values().toArray();
        if (size() < 3) {
            return new double[size()];
        }
        double meanIteration =
                points.stream().mapToDouble(Point::iteration).average().orElseThrow();
        double mean = values().average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (Point point : points) {
            xy += (point.iteration() - meanIteration) * (point.value() - mean);
            xx += (point.iteration() - meanIteration) * (point.iteration() - meanIteration);
        }
        double slope = xx == 0 ? 0 : xy / xx;
        double[] residuals = new double[size()];
        Arrays.setAll(residuals, i -> values[i] - mean - slope * (points.get(i).iteration() - meanIteration));
        return residuals;
    }

    /** Returns the middle one of the values, or the mean of the two in the middle; NaN if there are none. */
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
