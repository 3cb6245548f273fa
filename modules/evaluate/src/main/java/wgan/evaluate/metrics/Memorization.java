package wgan.evaluate.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import wgan.torch.Tensor;

/**
 * Shows whether generated images are copies of training images: the fraction of them that are nearer to a training image than the 1st
 * percentile of a control is. The control are distances of real images to their nearest training image. Without copying, the fraction
 * is about {@value #EXPECTED}; a generator that copies every twentieth image has about 0.06.
 *
 * <p>A median of the distances cannot show that: it stays the same if less than half of the images are copies.
 *
 * @param neighbors the nearest training image of each generated image, in the order of these
 * @param near the fraction of generated images at most as far from a training image as the threshold. Its interval also contains the
 *     uncertainty of the threshold
 * @param threshold the 1st percentile of the control
 * @param medianDistance median of the distances of the generated images
 * @param controlMedianDistance median of the control
 * @param control where the control is from
 */
public record Memorization(
        List<Neighbor> neighbors,
        Proportion near,
        double threshold,
        double medianDistance,
        double controlMedianDistance,
        Control control) {
    private static final String NAME = "memorization";

    /** The fraction of the control at or below the threshold. */
    public static final double EXPECTED = 0.01;

    /** The real images whose distances are the control. */
    public enum Control {
        /** Real images of the same origin that the generator was not trained on. */
        UNSEEN,
        /** The training images themselves: the distance of each to the nearest other one. */
        OTHER_TRAINING_IMAGES
    }

    /**
     * The nearest image of a set.
     *
     * @param index its row
     * @param distance Euclidean distance of the features
     */
    public record Neighbor(int index, double distance) {}

    /** Keeps a copy. */
    public Memorization {
        neighbors = List.copyOf(neighbors);
    }

    /**
     * Finds the nearest neighbors, by n · t distances.
     *
     * @param generated (n, d)
     * @param training (t, d), features of the images that were trained on
     * @param controlDistances at least one: {@link #nearestDistances} of unseen images, or {@link #nearestOtherDistances}
     * @param control which of them it is
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static Memorization of(Tensor generated, Tensor training, double[] controlDistances, Control control) {
        requireMatrices(generated, training);
        double[] sorted = DoubleStream.of(controlDistances).sorted().toArray();
        NearestNeighbors nearest = NearestNeighbors.of(new FeatureRows(generated), new FeatureRows(training), 1);
        List<Neighbor> neighbors = IntStream.range(0, Math.toIntExact(generated.size(0)))
                .mapToObj(row -> new Neighbor(nearest.index(row, 0), Math.sqrt(nearest.squaredDistance(row, 0))))
                .toList();
        double[] distances =
                neighbors.stream().mapToDouble(Neighbor::distance).sorted().toArray();
        return new Memorization(
                neighbors,
                near(distances, sorted),
                quantile(sorted, 0),
                distances[distances.length / 2],
                sorted[sorted.length / 2],
                control);
    }

    /**
     * Returns the fraction below the threshold. The ends of the interval are those of the fractions at the ends of the threshold's own
     * interval, so it is rather too wide than too narrow.
     */
    private static Proportion near(double[] distances, double[] control) {
        return new Proportion(
                proportion(distances, quantile(control, 0)).value(),
                proportion(distances, quantile(control, -Estimate.Z)).low(),
                proportion(distances, quantile(control, Estimate.Z)).high());
    }

    private static Proportion proportion(double[] sorted, double threshold) {
        return Proportion.of(
                Arrays.stream(sorted)
                        .takeWhile(distance -> distance <= threshold)
                        .count(),
                sorted.length);
    }

    /**
     * Returns the {@link #EXPECTED} quantile of the control, or an end of its interval, by the ranks that the binomial distribution
     * gives (Conover 1999, section 3.2).
     *
     * @param z 0, or the quantile of the normal distribution for an end
     */
    private static double quantile(double[] sorted, double z) {
        double rank = EXPECTED * sorted.length + z * Math.sqrt(EXPECTED * (1 - EXPECTED) * sorted.length);
        if (rank < 1) {
            return z < 0 ? 0 : sorted[0];
        }
        return sorted[(int) Math.min(rank, sorted.length) - 1];
    }

    /**
     * Returns the distance of each image to its nearest training image.
     *
     * @param features (m, d), of the images
     * @param training (t, d), features of the images that were trained on
     * @return m distances
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static double[] nearestDistances(Tensor features, Tensor training) {
        requireMatrices(features, training);
        return distances(NearestNeighbors.of(new FeatureRows(features), new FeatureRows(training), 1), features);
    }

    /**
     * Returns the distance of each training image to the nearest other one, by t² distances.
     *
     * @param training (t, d), t at least 2
     * @return t distances
     * @throws IllegalArgumentException if it has another shape, or contains NaN or infinity
     */
    public static double[] nearestOtherDistances(Tensor training) {
        FeatureMatrix.require(NAME, training, 2);
        return distances(NearestNeighbors.others(new FeatureRows(training), 1), training);
    }

    private static double[] distances(NearestNeighbors nearest, Tensor features) {
        return IntStream.range(0, Math.toIntExact(features.size(0)))
                .mapToDouble(row -> Math.sqrt(nearest.squaredDistance(row, 0)))
                .toArray();
    }

    private static void requireMatrices(Tensor features, Tensor among) {
        FeatureMatrix.require(NAME, features, 1);
        FeatureMatrix.require(NAME, among, 1);
        FeatureMatrix.requireSameWidth(NAME, features, among);
    }

    /** Returns the figures, without the neighbors, as numbers, lists and text, for a library that writes JSON. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("near_training_image", near.value());
        map.put("near_training_image_interval", List.of(near.low(), near.high()));
        map.put("near_training_image_threshold", threshold);
        map.put("near_training_image_control", control.name().toLowerCase(Locale.ROOT));
        map.put("nearest_training_distance", medianDistance);
        map.put("control_nearest_training_distance", controlMedianDistance);
        return map;
    }

    /** Returns whether more images are near than without copying: the whole interval is above {@value #EXPECTED}. */
    public boolean isSignificant() {
        return near.low() > EXPECTED;
    }

    /**
     * Returns the generated images that are nearest to a training image.
     *
     * @param count the number of images to return; if there are fewer, all are returned
     * @return their rows, the nearest first
     */
    public List<Integer> nearest(int count) {
        return IntStream.range(0, neighbors.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> neighbors.get(row).distance()))
                .limit(count)
                .toList();
    }
}
