package wgan.cli;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import wgan.train.StatusLine;

/**
 * Delays the end of the process after a signal until the run is saved: the process waits until this is closed. A second signal
 * ends it at once.
 *
 * <p>The JVM turns Ctrl-C, SIGTERM and SIGHUP into a shutdown, which waits for this hook; the exit code is then 130, 143 or 129.
 */
final class Interruption implements AutoCloseable {
    /** The signals that end a process and can be handled. */
    private static final List<String> SIGNALS = List.of("HUP", "INT", "TERM");

    private static final int SIGNAL_EXIT_CODE = 128; // plus the number of the signal, as in shells

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::awaitSaving, "wgan-interruption");
    private final PrintWriter err;
    private final StatusLine line;
    private volatile boolean requested;

    private Interruption(PrintWriter err, StatusLine line) {
        this.err = err;
        this.line = line;
    }

    /**
     * Waits for signals from now on.
     *
     * @param err gets a note at the first signal
     * @param line the status line of the same terminal
     */
    static Interruption watch(PrintWriter err, StatusLine line) {
        Interruption interruption = new Interruption(err, line);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void awaitSaving() {
        haltAtNextSignal();
        line.above(() -> err.println("interrupted: the run is saved after this step; interrupt again to end at once"));
        requested = true; // last, so that the note is printed before the run stops
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Replaces the JVM's own handlers: during a shutdown they do nothing. The only API for that is in the module jdk.unsupported. It
     * is called by reflection, because the compiler's warning about it cannot be suppressed.
     */
    private static void haltAtNextSignal() {
        for (String name : SIGNALS) {
            try {
                Class<?> type = Class.forName("sun.misc.Signal");
                Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
                Object signal = type.getConstructor(String.class).newInstance(name);
                int exitCode =
                        SIGNAL_EXIT_CODE + (int) type.getMethod("getNumber").invoke(signal);
                Object handler = Proxy.newProxyInstance(
                        Interruption.class.getClassLoader(),
                        new Class<?>[] {handlerType},
                        (proxy, method, arguments) -> {
                            Runtime.getRuntime().halt(exitCode);
                            return null;
                        });
                type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
            } catch (ReflectiveOperationException unavailable) {
                // The platform does not have this signal, or the JVM's option -Xrs leaves it to the system.
            }
        }
    }

    /** Returns whether a signal was received. */
    boolean isRequested() {
        return requested;
    }

    /** Allows the process to end. */
    @Override
    public void close() {
        ended.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // A signal was received at this moment; the hook does not wait any more.
            }
        }
    }
}
