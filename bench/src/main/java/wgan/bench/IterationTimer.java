package wgan.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Measures iterations: the time between two marks, and the bytes that all threads allocate on the Java heap and the page faults of the
 * process meanwhile.
 */
final class IterationTimer {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double NANOS_IN_MILLI = 1e6;

    private final long[] nanos;
    private final long[] bytes;
    private @Nullable Long faultsAtFirst;
    private @Nullable Long faultsAtLast;
    private int marks;

    /**
     * Prepares to measure.
     *
     * @param iterations the number of iterations; one more mark is made
     */
    IterationTimer(int iterations) {
        nanos = new long[iterations + 1];
        bytes = new long[iterations + 1];
    }

    /** Ends an iteration and begins the next; the first mark begins the first iteration. */
    void mark() {
        bytes[marks] = THREADS.getTotalThreadAllocatedBytes();
        if (marks == 0) {
            faultsAtFirst = ProcessMemory.minorFaults();
        } else if (marks == nanos.length - 1) {
            faultsAtLast = ProcessMemory.minorFaults();
        }
        nanos[marks] = System.nanoTime();
        marks++;
    }

    /** Returns whether all iterations are measured. */
    boolean done() {
        return marks == nanos.length;
    }

    /** Returns the milliseconds of each iteration, and the median of their bytes and the mean of their page faults. */
    Measurement measurement() {
        double[] times = differences(nanos);
        Arrays.setAll(times, i -> times[i] / NANOS_IN_MILLI);
        Double faults = faultsAtFirst == null || faultsAtLast == null
                ? null
                : (Double) ((double) (faultsAtLast - faultsAtFirst) / times.length);
        return Measurement.of(times, Summary.of(differences(bytes)).median(), faults);
    }

    private static double[] differences(long[] marks) {
        double[] differences = new double[marks.length - 1];
        Arrays.setAll(differences, i -> marks[i + 1] - marks[i]);
        return differences;
    }
}
