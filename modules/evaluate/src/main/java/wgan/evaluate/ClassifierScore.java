package wgan.evaluate;

import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * How sure a classifier is of each image, and how evenly the classes come (Salimans et al. 2016, section 4; with Inception v3
 * as the classifier it is the Inception score).
 *
 * <pre>
 *   exp(mean over x of KL(p(y|x) ‖ p(y)))        p(y) = mean over x of p(y|x)
 * </pre>
 *
 * <p>From 1, where every image gets the same verdict, to the number of classes. It does not see whether the images of a
 * class differ.
 */
public final class ClassifierScore {
    private static final String NAME = "classifier score";

    private ClassifierScore() {}

    /**
     * The score of a set of images.
     *
     * @param probabilities (n, C), p(y|x) in rows that sum to 1
     * @throws IllegalArgumentException if it is no such matrix
     */
    public static double of(Tensor probabilities) {
        double[] p;
        try (var scope = TensorScope.open()) {
            p = FeatureMatrix.inDoubles(NAME, probabilities, 1).toDoubleArray();
        }
        int classes = Math.toIntExact(probabilities.size(1));
        int images = p.length / classes;
        double[] mean = new double[classes];
        for (int i = 0; i < p.length; i++) {
            mean[i % classes] += p[i] / images;
        }
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) { // 0 · log 0 = 0
                divergence += p[i] * Math.log(p[i] / mean[i % classes]);
            }
        }
        return Math.exp(divergence / images);
    }
}
