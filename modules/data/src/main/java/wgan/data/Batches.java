package wgan.data;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * The batches of one epoch, in an order that is a pure function of (seed, epoch), prepared ahead on another thread.
 *
 * <p>The last batch is short where the dataset's size is no multiple of the batch size. One thread may iterate. Closing,
 * early or late, ends the other thread.
 *
 * <pre>{@code
 * try (Batches batches = Batches.of(dataset, 128, seed, epoch, 0)) {
 *     while (batches.hasNext()) {
 *         Batch batch = batches.next();
 *         …
 *     }
 * }
 * }</pre>
 */
public final class Batches implements Iterator<Batch>, AutoCloseable {

    /** Batches in memory: one in use, the others being filled ahead of it. */
    private static final int BUFFERS = 3;

    /** Fills a batch with what belongs to a step. */
    interface Preparation {
        void fill(Batch batch, int step);
    }

    private final int datasetSize;
    private final int batchSize;
    private final Preparation preparation;
    private final ExecutorService thread;

    /** The batches to come, in order. A {@link Future} also makes what the other thread wrote visible to this one. */
    private final Queue<Future<Batch>> ahead = new ArrayDeque<>();

    /** The next step to prepare. */
    private int step;

    /** The batch that the consumer holds, to be filled anew when it asks for the next. */
    private Batch inUse;

    private Batches(int datasetSize, int batchSize, int firstStep, Preparation preparation) {
        this.datasetSize = datasetSize;
        this.batchSize = batchSize;
        this.preparation = preparation;
        this.step = firstStep;
        this.thread = Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().name("wgan-batches").daemon().unstarted(task));
        for (int i = 0; i < BUFFERS && step < steps(datasetSize, batchSize); i++) {
            prepareInto(new Batch(sizeAt(step)));
        }
    }

    /**
     * Starts an epoch.
     *
     * @param batchSize images in every batch but a short last one
     * @param epoch which epoch; each has an order of its own
     * @param firstStep how many batches to leave out at the front, for a run that resumes
     * @throws IllegalArgumentException if the batch size is not positive, or the first step lies outside the epoch
     */
    public static Batches of(Dataset dataset, int batchSize, Seed seed, int epoch, int firstStep) {
        int steps = steps(dataset.size(), batchSize);
        if (firstStep < 0 || firstStep > steps) {
            throw new IllegalArgumentException(
                    "batches: first step is " + firstStep + ", expected 0 to the " + steps + " of an epoch");
        }
        int[] order = seed.stream(Purpose.SHUFFLE, epoch).permutation(dataset.size());
        return prepared(
                dataset.size(), batchSize, firstStep, (batch, step) -> batch.fill(dataset, order, step, batchSize));
    }

    /** As {@link #of}, with any preparation. */
    static Batches prepared(int datasetSize, int batchSize, int firstStep, Preparation preparation) {
        return new Batches(datasetSize, batchSize, firstStep, preparation);
    }

    /** The number of batches in an epoch, a short last one included. */
    public static int steps(int datasetSize, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batches: batch size is " + batchSize + ", expected at least 1");
        }
        return Math.ceilDiv(datasetSize, batchSize);
    }

    /** Whether the epoch has more batches. */
    @Override
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    /**
     * The next batch, waiting for it if need be; the one before may be overwritten from now on.
     *
     * <p>What went wrong on the other thread is thrown here.
     *
     * @throws IllegalStateException if this is closed, or this thread is interrupted while it waits
     */
    @Override
    public Batch next() {
        if (thread.isShutdown()) {
            throw new IllegalStateException("batches: closed");
        }
        if (!hasNext()) {
            throw new NoSuchElementException("batches: the epoch has no more");
        }
        if (inUse != null && step < steps(datasetSize, batchSize)) {
            int size = sizeAt(step);
            prepareInto(inUse.size() == size ? inUse : new Batch(size));
        }
        inUse = await(ahead.remove());
        return inUse;
    }

    /** Stops preparing. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void prepareInto(Batch batch) {
        int at = step++;
        ahead.add(thread.submit(() -> {
            preparation.fill(batch, at);
            return batch;
        }));
    }

    private int sizeAt(int at) {
        return Math.min(batchSize, datasetSize - at * batchSize);
    }

    private static Batch await(Future<Batch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("batches: interrupted while waiting for the next", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new IllegalStateException("batches: a preparation throws nothing checked", e);
            }
        }
    }
}
