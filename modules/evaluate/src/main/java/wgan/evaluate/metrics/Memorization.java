package wgan.evaluate.metrics;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import wgan.torch.Tensor;

/**
 * Shows whether generated images are copies of training images: the distance of each to its nearest training image, beside the same
 * distance of real images that were not trained on.
 *
 * <p>The distances of a generator that models the distribution are about those of unseen images. Those of a generator that
 * reproduces training images are much smaller.
 *
 * @param neighbors the nearest training image of each generated image, in the order of these
 * @param medianDistance median of their distances
 * @param unseenMedianDistance median of the distances of the unseen images
 */
public record Memorization(List<Neighbor> neighbors, double medianDistance, double unseenMedianDistance) {
    private static final String NAME = "memorization";

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
     * Finds the nearest neighbors, by (n + m) · t distances.
     *
     * @param generated (n, d)
     * @param unseen (m, d), features of real images that were not trained on
     * @param training (t, d), features of those that were
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static Memorization of(Tensor generated, Tensor unseen, Tensor training) {
        return of(generated, training, nearestDistances(unseen, training));
    }

    /**
     * Finds the nearest neighbors, by n · t distances, where those of the unseen images have been computed before.
     *
     * @param generated (n, d)
     * @param training (t, d), features of the images that were trained on
     * @param unseenDistances the {@link #nearestDistances} of the unseen images, at least one
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static Memorization of(Tensor generated, Tensor training, double[] unseenDistances) {
        NearestNeighbors nearest = nearest(generated, training);
        List<Neighbor> neighbors = IntStream.range(0, Math.toIntExact(generated.size(0)))
                .mapToObj(row -> new Neighbor(nearest.index(row, 0), Math.sqrt(nearest.squaredDistance(row, 0))))
                .toList();
        return new Memorization(
                neighbors,
                median(neighbors.stream().mapToDouble(Neighbor::distance)),
                median(DoubleStream.of(unseenDistances)));
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
        NearestNeighbors nearest = nearest(features, training);
        return IntStream.range(0, Math.toIntExact(features.size(0)))
                .mapToDouble(row -> Math.sqrt(nearest.squaredDistance(row, 0)))
                .toArray();
    }

    private static NearestNeighbors nearest(Tensor features, Tensor among) {
        FeatureMatrix.require(NAME, features, 1);
        FeatureMatrix.require(NAME, among, 1);
        FeatureMatrix.requireSameWidth(NAME, features, among);
        return NearestNeighbors.of(new FeatureRows(features), new FeatureRows(among), 1);
    }

    /** Returns the upper median, if the number is even. */
    private static double median(DoubleStream distances) {
        double[] sorted = distances.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
