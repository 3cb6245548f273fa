package wgan.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import wgan.data.Dataset;
import wgan.evaluate.metrics.ManifoldComparison;
import wgan.evaluate.metrics.Memorization;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;

/**
 * The evaluation of a set of generated images: the metrics of all of them, and the nearest training image of each.
 *
 * <p>It holds the images and the training set, and nothing that must be closed. It is immutable as long as the caller leaves the
 * array of images as it is, and can be used by several threads at the same time.
 */
public final class EvaluationResult {
    private final float[] images;
    private final Dataset training;
    private final GenerativeMetrics metrics;
    private final Memorization memorization;
    private final ManifoldComparison comparison;

    /**
     * Creates one.
     *
     * @param training the images trained on
     * @param comparison of the manifold of real images with that of the images
     */
    EvaluationResult(
            float[] images,
            Dataset training,
            GenerativeMetrics metrics,
            Memorization memorization,
            ManifoldComparison comparison) {
        this.images = images;
        this.training = training;
        this.metrics = metrics;
        this.memorization = memorization;
        this.comparison = comparison;
    }

    /** Returns the metrics. */
    public GenerativeMetrics metrics() {
        return metrics;
    }

    /** Returns how near the images are to those trained on. */
    public Memorization memorization() {
        return memorization;
    }

    /**
     * Returns the images that contribute most to {@linkplain PrecisionRecallDensityCoverage#density() density}.
     *
     * @param count the number of images to return; if there are fewer, all are returned
     * @return their indices, the densest first
     */
    public List<Integer> densest(int count) {
        return IntStream.range(0, comparison.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -comparison.balls(i)))
                .limit(count)
                .toList();
    }

    /**
     * Returns an image: 784 numbers in [-1, 1].
     *
     * @param index its place among the evaluated images, from 0
     * @throws IndexOutOfBoundsException if there are not so many images
     */
    public float[] image(int index) {
        Objects.checkIndex(index, comparison.size());
        return Arrays.copyOfRange(images, index * Dataset.IMAGE_SIZE, (index + 1) * Dataset.IMAGE_SIZE);
    }

    /**
     * Returns the training image that is nearest to an image: 784 numbers in [-1, 1].
     *
     * @param index as for {@link #image}
     * @throws IndexOutOfBoundsException if there are not so many images
     */
    public float[] nearestInTraining(int index) {
        return training.scaled(memorization.neighbors().get(index).index(), 1);
    }
}
