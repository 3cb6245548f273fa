package wgan.data;

/** A batch of images, ready for a network; its arrays belong to the caller. */
public final class Batch {

    private final int step;
    private final float[] images;
    private final int[] labels;

    Batch(int step, float[] images, int[] labels) {
        this.step = step;
        this.images = images;
        this.labels = labels;
    }

    /** Returns the index of this batch in its epoch, from 0 on. */
    public int step() {
        return step;
    }

    /** Returns the number of images. */
    public int size() {
        return labels.length;
    }

    /** Returns the pixels in [−1, 1], in the shape (size, 1, 28, 28), row-major; see {@link Pixels}. */
    public float[] images() {
        return images;
    }

    /** Returns the class number of each image, from 0 to 255. */
    public int[] labels() {
        return labels;
    }
}
