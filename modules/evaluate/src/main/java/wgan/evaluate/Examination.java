package wgan.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import wgan.data.Dataset;

/**
 * A close look at pictures that a generator has drawn: what all of them are worth, and what each one was learnt from.
 *
 * <p>It holds the pictures, and needs the training set, but nothing that is to be closed.
 */
public final class Examination {
    private final float[] pictures;
    private final Dataset training;
    private final Quality quality;
    private final Memorisation memorisation;
    private final int[] balls;

    /**
     * What has been found out.
     *
     * @param training the pictures trained on
     * @param balls of each picture, in how many real ones' balls it is; see {@link Overlap#ballsAround}
     */
    Examination(float[] pictures, Dataset training, Quality quality, Memorisation memorisation, int[] balls) {
        this.pictures = pictures;
        this.training = training;
        this.quality = quality;
        this.memorisation = memorisation;
        this.balls = balls;
    }

    /** The metrics. */
    public Quality quality() {
        return quality;
    }

    /** How near the pictures are to those trained on. */
    public Memorisation memorisation() {
        return memorisation;
    }

    /**
     * The pictures that most real ones have in their neighbourhood: see {@link Overlap#density()}.
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

    /** A picture: 784 numbers in [-1, 1]. */
    public float[] picture(int index) {
        return Arrays.copyOfRange(pictures, index * Dataset.PICTURE_SIZE, (index + 1) * Dataset.PICTURE_SIZE);
    }

    /** The training picture nearest to a picture: 784 numbers in [-1, 1]. */
    public float[] nearestInTraining(int index) {
        return training.scaled(memorisation.neighbours().get(index).index(), 1);
    }
}
