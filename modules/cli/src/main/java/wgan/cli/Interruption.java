package wgan.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a run end well when a signal ends the process: from here on the process waits until this is closed.
 *
 * <p>The JVM turns Ctrl-C and SIGTERM into a shutdown, during which this hook holds it up; the exit code is then 130 or
 * 143.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::holdUp, "wgan-interruption");
    private volatile boolean requested;

    private Interruption() {}

    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void holdUp() {
        requested = true;
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a signal has come. */
    boolean isRequested() {
        return requested;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        ended.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // The signal came at this very moment; the hook has nothing to wait for any more.
            }
        }
    }
}
