package wgan.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import wgan.torch.LibTorch;
import wgan.train.Losses;
import wgan.train.Progress;
import wgan.train.StatusLine;
import wgan.train.TrainingListener;

/**
 * Warns once if other programs use the processors that training needs. Its threads wait for each other in each operation, so that one
 * busy processor makes several threads slower than one.
 */
final class BusyMachineWarning implements TrainingListener {
    /** Less load of other programs is short-lived, or does not matter. */
    private static final double OTHER_LOAD = 0.75;

    private final int threads;
    private final int processors;
    private final DoubleSupplier load;
    private final PrintWriter log;
    private final StatusLine line;
    private boolean isDone;

    /**
     * Creates one.
     *
     * @param threads of training
     * @param processors of the machine
     * @param load the average number of threads of the last minute that run or wait for a processor, these included; negative if it is
     *     not known
     */
    BusyMachineWarning(int threads, int processors, DoubleSupplier load, PrintWriter log, StatusLine line) {
        this.threads = threads;
        this.processors = processors;
        this.load = load;
        this.log = log;
        this.line = line;
        isDone = threads == 1;
    }

    /** Returns the one for the libtorch and the machine of this process. */
    static BusyMachineWarning here(PrintWriter log, StatusLine line) {
        return new BusyMachineWarning(
                LibTorch.get().threads(),
                Runtime.getRuntime().availableProcessors(),
                () -> ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                log,
                line);
    }

    @Override
    public void logged(Progress at, Losses means) {
        if (isDone || at.step() % Progress.LOG_INTERVAL != 0) { // a shorter epoch is over before a warning is of use
            return;
        }
        double current = load.getAsDouble();
        if (current > Math.max(threads, processors - 1) + OTHER_LOAD) {
            isDone = true;
            line.above(() -> {
                log.printf(
                        Locale.ROOT,
                        "other programs use the processors (load %.1f on %d); %d threads wait for them,"
                                + " --threads 1 is faster as long as that lasts%n",
                        current,
                        processors,
                        threads);
                log.flush();
            });
        }
    }
}
