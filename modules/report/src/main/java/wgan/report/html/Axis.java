package wgan.report.html;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A range of values along a line.
 *
 * @param low the least value
 * @param high the greatest, above the least
 * @param logarithmic whether equal ratios, instead of equal differences, have equal lengths; both ends are then positive
 */
record Axis(double low, double high, boolean logarithmic) {
    private static final int TICKS = 5;
    private static final double[] STEPS = {1, 2, 5, 10};

    /** Values whose ratio exceeds this get a logarithmic axis: the small ones are not distinguishable on a linear one. */
    private static final double LARGEST_LINEAR_RATIO = 20;

    /** The fraction of the range that is left free at either end. */
    private static final double MARGIN = 0.04;

    /** Returns an axis from 0 to a number of iterations. */
    static Axis ofIterations(long last) {
        return new Axis(0, (double) Math.max(1, last), false);
    }

    /** Returns an axis with room for these values and a margin. */
    static Axis around(double... values) {
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(1);
        double room = high > low ? MARGIN * (high - low) : Math.max(1, Math.abs(low)) / 2;
        return new Axis(low - room, high + room, false);
    }

    /** Returns an axis with room for these values, logarithmic if they are positive and far apart. */
    static Axis aroundOrders(double... values) {
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(1);
        if (low <= 0 || high / low < LARGEST_LINEAR_RATIO) {
            return around(values);
        }
        double room = Math.pow(high / low, MARGIN);
        return new Axis(low / room, high * room, true);
    }

    /** Returns where a value is: 0 at the least, 1 at the greatest, outside [0, 1] if it is not in the range. */
    double position(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Returns about five round values to mark: 1, 2 or 5 times a power of ten. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Returns the difference of two ticks: 1, 2, 5 or 10 times a power of ten, whichever is nearest to a fifth of the range by ratio. */
    private double step() {
        double rough = (high - low) / TICKS;
        double order = Math.pow(10, Math.floor(Math.log10(rough)));
        return order
                * DoubleStream.of(STEPS)
                        .boxed()
                        .min(comparingDouble(candidate -> Math.abs(Math.log(candidate * order / rough))))
                        .orElseThrow();
    }

    private List<Double> logarithmicTicks() {
        double orders = Math.log10(high / low);
        double[] digits = orders > TICKS ? new double[] {1} : orders > 2 ? new double[] {1, 3} : new double[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; exponent++) {
            for (double digit : digits) {
                double tick = digit * Math.pow(10, exponent);
                if (tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** Returns the decimals that are required to distinguish the ticks. */
    int decimals(double tick) {
        double finest = logarithmic ? tick : step();
        return (int) Math.max(0, Math.ceil(-Math.log10(finest) - 1e-9));
    }
}
