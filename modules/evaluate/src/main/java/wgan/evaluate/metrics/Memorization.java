package wgan.evaluate.metrics;

import java.util.ArrayList;
import java.util.List;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

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
     * Finds the nearest neighbors. It computes (n + m) · t distances, which takes some ten seconds for n = m = 10,000 and t = 60,000.
     *
     * @param generated (n, d)
     * @param unseen (m, d), features of real images that were not trained on
     * @param training (t, d), features of those that were
     * @throws IllegalArgumentException if they have other shapes, or contain NaN or infinity
     */
    public static Memorization of(Tensor generated, Tensor unseen, Tensor training) {
        List<Neighbor> neighbors = nearest(generated, training);
        return new Memorization(neighbors, median(neighbors), median(nearest(unseen, training)));
    }

    private static List<Neighbor> nearest(Tensor features, Tensor among) {
        try (var scope = TensorScope.open()) {
            FeatureMatrix.require(NAME, features, 1);
            FeatureMatrix.require(NAME, among, 1);
            FeatureMatrix.requireSameWidth(NAME, features, among);
            List<Neighbor> neighbors = new ArrayList<>();
            Distances.forEachRow(features, among, (row, distances) -> neighbors.add(nearest(distances)));
            return neighbors;
        }
    }

    private static Neighbor nearest(float[] distances) {
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) {
            if (distances[i] < distances[nearest]) {
                nearest = i;
            }
        }
        return new Neighbor(nearest, distances[nearest]);
    }

    /** Returns the upper median, if the number is even. */
    private static double median(List<Neighbor> neighbors) {
        return neighbors.stream()
                .mapToDouble(Neighbor::distance)
                .sorted()
                .skip(neighbors.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
