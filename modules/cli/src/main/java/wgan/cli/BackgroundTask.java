package wgan.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A computation on another thread, for what does not need libtorch while libtorch is loaded. If the program fails before it
 * {@linkplain #get gets} the result, the thread ends with it.
 */
final class BackgroundTask<T> {
    private final FutureTask<T> task;

    private BackgroundTask(FutureTask<T> task) {
        this.task = task;
    }

    /** Starts one; the name is that of the thread. */
    static <T> BackgroundTask<T> start(String name, Callable<T> computation) {
        FutureTask<T> task = new FutureTask<>(computation);
        Thread.ofPlatform().name(name).daemon().start(task);
        return new BackgroundTask<>(task);
    }

    /**
     * Waits for the result and returns it.
     *
     * @throws IOException if the computation has thrown it, or this thread is interrupted
     */
    T get() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                default -> throw new IllegalStateException("unexpected: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another thread was reading", e);
        }
    }
}
