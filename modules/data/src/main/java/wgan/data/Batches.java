package wgan.data;

import java.util.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * The batches of one epoch, in an order that is a pure function of (seed, epoch).
 *
 * <p>The last batch is short if the batch size does not divide the dataset's size. Immutable, and as thread-safe as the
 * dataset. A batch is created when it is requested: a batch of 128 images from memory takes 0.1 ms, so that prefetching in
 * another thread does not pay. A dataset whose images are slow to read can prefetch them itself.
 *
 * <pre>{@code
 * for (Batch batch : Batches.ofEpoch(dataset, 128, seed, epoch)) {
 *     …
 * }
 * }</pre>
 */
public final class Batches implements Iterable<Batch> {

    private final Dataset dataset;
    private final int batchSize;
    private final int[] order;

    private Batches(Dataset dataset, int batchSize, int[] order) {
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.order = order;
    }

    /**
     * Returns the batches of an epoch.
     *
     * @param batchSize images in every batch, except a short last one
     * @param epoch the number of the epoch; each has its own order
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public static Batches ofEpoch(Dataset dataset, int batchSize, Seed seed, int epoch) {
        requirePositive(batchSize);
        int[] order = seed.stream(Purpose.SHUFFLE, epoch).permutation(dataset.size());
        return new Batches(dataset, batchSize, order);
    }

    /**
     * Returns the number of batches in an epoch, a short last one included.
     *
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public static int count(int datasetSize, int batchSize) {
        requirePositive(batchSize);
        return Math.ceilDiv(datasetSize, batchSize);
    }

    /** Returns the number of batches, a short last one included. */
    public int count() {
        return count(order.length, batchSize);
    }

    /**
     * Returns a new batch with the images of a step.
     *
     * @param step the index in the epoch, from 0 on
     * @throws IndexOutOfBoundsException if the step is not in [0, {@link #count()})
     */
    public Batch get(int step) {
        int first = Objects.checkIndex(step, count()) * batchSize;
        int size = Math.min(batchSize, order.length - first);
        int numel = dataset.shape().numel();
        float[] images = new float[Math.multiplyExact(size, numel)];
        int[] labels = new int[dataset.classes() == 0 ? 0 : size];
        for (int i = 0; i < size; i++) {
            dataset.copyScaled(order[first + i], images, i * numel);
            if (labels.length > 0) {
                labels[i] = dataset.label(order[first + i]);
            }
        }
        return new Batch(step, dataset.shape(), images, labels);
    }

    /** Iterates over all batches, from step 0 on. */
    @Override
    public Iterator<Batch> iterator() {
        return IntStream.range(0, count()).mapToObj(this::get).iterator();
    }

    private static void requirePositive(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batches: batch size is " + batchSize + ", expected at least 1");
        }
    }
}
