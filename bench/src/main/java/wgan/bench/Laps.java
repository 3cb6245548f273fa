package wgan.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Takes time, and the bytes allocated on the Java heap by all threads, from one mark to the next. */
final class Laps {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double NANOS_IN_MILLI = 1e6;

    private final long[] nanos;
    private final long[] bytes;
    private int marks;

    /** So many laps, between one mark more. */
    Laps(int laps) {
        nanos = new long[laps + 1];
        bytes = new long[laps + 1];
    }

    /** Ends a lap and begins the next; the first mark begins the first. */
    void mark() {
        bytes[marks] = THREADS.getTotalThreadAllocatedBytes();
        nanos[marks] = System.nanoTime();
        marks++;
    }

    /** Whether all laps are taken. */
    boolean done() {
        return marks == nanos.length;
    }

    /** Milliseconds of each lap, and the bytes of the middle one. */
    Measurement measurement() {
        double[] times = differences(nanos);
        Arrays.setAll(times, i -> times[i] / NANOS_IN_MILLI);
        return Measurement.of(times, Spread.of(differences(bytes)).median());
    }

    private static double[] differences(long[] marks) {
        double[] differences = new double[marks.length - 1];
        Arrays.setAll(differences, i -> marks[i + 1] - marks[i]);
        return differences;
    }
}
