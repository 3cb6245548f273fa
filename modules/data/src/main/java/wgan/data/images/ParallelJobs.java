package wgan.data.images;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Runs jobs on all cores and passes on their results in order, with bounded memory.
 *
 * <p>A job starts when there is memory for it and only some results before it are outstanding.
 */
final class ParallelJobs {

    /** One part of the work. */
    interface Job<T> {
        /** Returns about how many bytes it takes while it runs. */
        long bytes();

        /** Does the work, in any thread. */
        T run() throws IOException;
    }

    /** The jobs in their order; called by one thread. */
    @FunctionalInterface
    interface Jobs<T> {
        /** Returns the next job; empty after the last one. */
        Optional<Job<T>> next() throws IOException;
    }

    /** Receives the results in the order of the jobs, in the thread that called {@link #run}. */
    @FunctionalInterface
    interface Results<T> {
        void accept(T result) throws IOException;
    }

    private static final int OUTSTANDING_PER_THREAD = 16;

    /** The part of the Java heap that jobs may take. */
    private static final int HEAP_PART = 3;

    private static final int UNIT = 1 << 10;

    private ParallelJobs() {}

    /**
     * Runs all jobs.
     *
     * @throws IOException the first in the order of the jobs that a job, {@code jobs} or {@code results} throws
     */
    static <T> void run(Jobs<T> jobs, Results<T> results) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        int memory = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_PART / UNIT);
        Semaphore free = new Semaphore(memory);
        Deque<Future<T>> outstanding = new ArrayDeque<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelJobs::thread);
        try {
            for (Optional<Job<T>> job = jobs.next(); job.isPresent(); job = jobs.next()) {
                if (outstanding.size() == threads * OUTSTANDING_PER_THREAD) {
                    results.accept(outstanding.remove().get());
                }
                outstanding.add(submit(job.get(), pool, free, memory));
            }
            while (!outstanding.isEmpty()) {
                results.accept(outstanding.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while images were read");
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> Future<T> submit(Job<T> job, ExecutorService pool, Semaphore free, int memory)
            throws InterruptedException {
        int permits = Math.clamp(job.bytes() / UNIT + 1, 1, memory);
        free.acquire(permits); // a job waits for no other, so there is always one that ends
        try {
            return pool.submit(() -> {
                try {
                    return job.run();
                } finally {
                    free.release(permits);
                }
            });
        } catch (RuntimeException e) {
            free.release(permits);
            throw e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "wgan-images");
        thread.setDaemon(true);
        return thread;
    }

    private static IOException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException io -> io;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(e.getCause());
        };
    }
}
