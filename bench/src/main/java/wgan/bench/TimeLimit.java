package wgan.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process, and those that it started, if this is not closed within a time. The output of the process then ends.
 */
final class TimeLimit implements AutoCloseable {
    private final CompletableFuture<Void> alarm;
    private volatile boolean exceeded;

    private TimeLimit(Process process, Duration limit) {
        alarm = CompletableFuture.runAsync(
                () -> {
                    exceeded = true;
                    end(process);
                },
                CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Starts to count the time. */
    static TimeLimit of(Process process, Duration limit) {
        return new TimeLimit(process, limit);
    }

    /** Returns whether the time was exceeded. */
    boolean exceeded() {
        return exceeded;
    }

    /** Ends a process and those that it started, at once. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Stops to count the time. */
    @Override
    public void close() {
        alarm.cancel(false);
    }
}
