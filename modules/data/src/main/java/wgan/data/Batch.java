package wgan.data;

import wgan.image.ImageShape;
import wgan.image.Pixels;

/** A batch of images, ready for a network; its arrays belong to the caller. */
public final class Batch {

    private final int step;
    private final ImageShape shape;
    private final float[] images;
    private final int[] labels;

    Batch(int step, ImageShape shape, float[] images, int[] labels) {
        this.step = step;
        this.shape = shape;
        this.images = images;
        this.labels = labels;
    }

    /** Returns the index of this batch in its epoch, from 0 on. */
    public int step() {
        return step;
    }

    /** Returns the number of images. */
    public int size() {
        return images.length / shape.numel();
    }

    /** Returns the shape (C, H, W) of every image. */
    public ImageShape shape() {
        return shape;
    }

    /** Returns the pixels in [−1, 1], in the shape (size, C, H, W), row-major; see {@link Pixels}. */
    public float[] images() {
        return images;
    }

    /** Returns the class number of each image, from 0 to 255; an empty array if the images have no labels. */
    public int[] labels() {
        return labels;
    }
}
