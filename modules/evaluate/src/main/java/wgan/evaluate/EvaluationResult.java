package wgan.evaluate;

import java.util.Arrays;
import java.util.Objects;
import wgan.data.Dataset;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.Memorization;

/**
 * The evaluation of a set of generated images: the metrics of all of them, and the nearest training image of each.
 *
 * <p>It holds the images and the training set, and nothing that must be closed. It is immutable as long as the caller leaves the
 * array of images as it is, and can be used by several threads at the same time.
 */
public final class EvaluationResult {
    private final float[] images;
    private final float[] features;
    private final Dataset training;
    private final GenerativeMetrics metrics;
    private final Memorization memorization;

    /**
     * Creates one.
     *
     * @param features of the images
     * @param training the images trained on
     */
    EvaluationResult(
            float[] images, float[] features, Dataset training, GenerativeMetrics metrics, Memorization memorization) {
        this.images = images;
        this.features = features;
        this.training = training;
        this.metrics = metrics;
        this.memorization = memorization;
    }

    /** Returns the metrics. */
    public GenerativeMetrics metrics() {
        return metrics;
    }

    /** Returns how near the images are to those trained on. */
    public Memorization memorization() {
        return memorization;
    }

    /** Returns the features of the images: {@value Classifier#FEATURES} numbers each, one after the other; a copy. */
    public float[] features() {
        return features.clone();
    }

    /** Returns the number of images. */
    public int size() {
        return images.length / training.shape().numel();
    }

    /**
     * Returns an image: numbers in [-1, 1], of the shape of the training images.
     *
     * @param index its place among the evaluated images, from 0
     * @throws IndexOutOfBoundsException if there are not so many images
     */
    public float[] image(int index) {
        Objects.checkIndex(index, size());
        int numel = training.shape().numel();
        return Arrays.copyOfRange(images, index * numel, (index + 1) * numel);
    }

    /**
     * Returns the training image that is nearest to an image: numbers in [-1, 1].
     *
     * @param index as for {@link #image}
     * @throws IndexOutOfBoundsException if there are not so many images
     */
    public float[] nearestInTraining(int index) {
        return training.scaled(memorization.neighbors().get(index).index(), 1);
    }
}
