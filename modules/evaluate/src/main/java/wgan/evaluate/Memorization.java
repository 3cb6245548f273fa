package wgan.evaluate;

import java.util.ArrayList;
import java.util.List;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * Whether generated images are copies of those trained on: how near each is to the nearest of them, and how near real
 * images are that nobody trained on.
 *
 * <p>A generator that has learnt the distribution comes about as near as unseen images do; one that repeats what it was shown
 * comes much nearer.
 *
 * @param neighbours for each generated image, in their order, the training image nearest to it
 * @param medianDistance of those
 * @param unseenMedianDistance the same of the unseen images
 */
public record Memorization(List<Neighbour> neighbours, double medianDistance, double unseenMedianDistance) {
    private static final String NAME = "memorization";

    /**
     * The nearest image of a set.
     *
     * @param index its row
     * @param distance Euclidean, of the features
     */
    public record Neighbour(int index, double distance) {}

    /** Keeps a copy. */
    public Memorization {
        neighbours = List.copyOf(neighbours);
    }

    /**
     * Looks the neighbours up: (n + m) · t distances, some ten seconds for 10,000 of either among 60,000.
     *
     * @param generated (n, d)
     * @param unseen (m, d), features of real images that were not trained on
     * @param training (t, d), features of those that were
     * @throws IllegalArgumentException if they are anything else, or hold a number that is not finite
     */
    public static Memorization of(Tensor generated, Tensor unseen, Tensor training) {
        List<Neighbour> neighbours = nearest(generated, training);
        return new Memorization(neighbours, median(neighbours), median(nearest(unseen, training)));
    }

    private static List<Neighbour> nearest(Tensor features, Tensor among) {
        try (var scope = TensorScope.open()) {
            FeatureMatrix.require(NAME, features, 1);
            FeatureMatrix.require(NAME, among, 1);
            FeatureMatrix.requireSameWidth(NAME, features, among);
            List<Neighbour> neighbours = new ArrayList<>();
            Distances.forEachRow(features, among, (row, distances) -> neighbours.add(nearest(distances)));
            return neighbours;
        }
    }

    private static Neighbour nearest(float[] distances) {
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) {
            if (distances[i] < distances[nearest]) {
                nearest = i;
            }
        }
        return new Neighbour(nearest, distances[nearest]);
    }

    /** The upper one, of an even number. */
    private static double median(List<Neighbour> neighbours) {
        return neighbours.stream()
                .mapToDouble(Neighbour::distance)
                .sorted()
                .skip(neighbours.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
