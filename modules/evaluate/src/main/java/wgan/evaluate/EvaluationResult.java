package wgan.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import wgan.data.Dataset;

/**
 * A close look at images that a generator has drawn: what all of them are worth, and what each one was learnt from.
 *
 * <p>It holds the images, and needs the training set, but nothing that is to be closed.
 */
public final class EvaluationResult {
    private final float[] images;
    private final Dataset training;
    private final GenerativeMetrics quality;
    private final Memorization memorization;
    private final int[] balls;

    /**
     * What has been found out.
     *
     * @param training the images trained on
     * @param balls of each image, in how many real ones' balls it is; see {@link PrecisionRecallDensityCoverage#ballsAround}
     */
    EvaluationResult(
            float[] images, Dataset training, GenerativeMetrics quality, Memorization memorization, int[] balls) {
        this.images = images;
        this.training = training;
        this.quality = quality;
        this.memorization = memorization;
        this.balls = balls;
    }

    /** The metrics. */
    public GenerativeMetrics quality() {
        return quality;
    }

    /** How near the images are to those trained on. */
    public Memorization memorization() {
        return memorization;
    }

    /**
     * The images that most real ones have in their neighbourhood: see {@link PrecisionRecallDensityCoverage#density()}.
     *
     * @param count how many of them, at most as many as there are
     * @return their indices, the best first
     */
    public List<Integer> bestCovered(int count) {
        return IntStream.range(0, balls.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> -balls[i]))
                .limit(count)
                .toList();
    }

    /** A image: 784 numbers in [-1, 1]. */
    public float[] image(int index) {
        return Arrays.copyOfRange(images, index * Dataset.IMAGE_SIZE, (index + 1) * Dataset.IMAGE_SIZE);
    }

    /** The training image nearest to a image: 784 numbers in [-1, 1]. */
    public float[] nearestInTraining(int index) {
        return training.scaled(memorization.neighbours().get(index).index(), 1);
    }
}
