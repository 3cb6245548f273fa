package wgan.data;

/**
 * A batch of images, ready for a network.
 *
 * <p>It belongs to the {@link Batches} that gave it, which fills its arrays anew: use it before asking for the next one, and
 * copy what is to outlive that.
 */
public final class Batch {

    private final float[] pixels;
    private final int[] labels;
    private int step;

    Batch(int size) {
        this.pixels = new float[size * Dataset.IMAGE_SIZE];
        this.labels = new int[size];
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The place of this batch in its epoch, from 0 on. */
    public int step() {
        return step;
    }

    /** The pixels in [−1, 1]: size × 1 × 28 × 28, row-major. See {@link Pixels} for the scale. */
    public float[] pixels() {
        return pixels;
    }

    /** What each image shows. */
    public int[] labels() {
        return labels;
    }

    /** Fills this batch with the images that {@code order} holds from {@code step × batchSize} on. */
    void fill(Dataset dataset, int[] order, int step, int batchSize) {
        this.step = step;
        for (int i = 0; i < labels.length; i++) {
            int index = order[step * batchSize + i];
            dataset.copyScaled(index, pixels, i * Dataset.IMAGE_SIZE);
            labels[i] = dataset.label(index);
        }
    }
}
