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

    /** The place of this batch in its epoch, from 0 on. */
    public int step() {
        return step;
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The pixels in [−1, 1]: size × 1 × 28 × 28, row-major. {@link Pixels} describes the scale. */
    public float[] images() {
        return images;
    }

    /** The class number of each image, from 0 to 255. */
    public int[] labels() {
        return labels;
    }
}
