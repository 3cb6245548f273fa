package wgan.evaluate.metrics;

import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * The classifier score: whether each image belongs clearly to one class, and whether all classes are equally frequent (Salimans et
 * al. 2016, section 4). With Inception v3 as the classifier it is the Inception score.
 *
 * <pre>
 *   exp(mean over x of KL(p(y|x) ‖ p(y)))        p(y) = mean over x of p(y|x)
 * </pre>
 *
 * <p>It is in [1, C]: 1 if all images have the same class probabilities, the number of classes C at best. It does not depend on
 * differences between the images of a class.
 */
public final class ClassifierScore {
    private static final String NAME = "classifier score";

    /** The number of parts. */
    public static final int PARTS = 10;

    private ClassifierScore() {}

    /**
     * Computes the score of {@value #PARTS} parts of a set of images, as Salimans et al. do.
     *
     * @param probabilities (n, C), p(y|x), in rows that sum to 1, n at least {@value #PARTS}; a part has consecutive rows
     * @return the scores of the parts
     * @throws IllegalArgumentException if it is not a matrix, has fewer rows, or contains NaN or infinity
     */
    public static double[] ofParts(Tensor probabilities) {
        FeatureMatrix.require(NAME, probabilities, PARTS);
        long rows = probabilities.size(0) / PARTS;
        double[] scores = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            try (Tensor some = probabilities.narrow(0, part * rows, rows)) {
                scores[part] = of(some);
            }
        }
        return scores;
    }

    /**
     * Computes the score of a set of images.
     *
     * @param probabilities (n, C), p(y|x), in rows that sum to 1
     * @throws IllegalArgumentException if it is not a matrix, has no rows, or contains NaN or infinity
     */
    public static double of(Tensor probabilities) {
        double[] p;
        try (var scope = TensorScope.open()) {
            p = FeatureMatrix.toF64(NAME, probabilities, 1).toDoubleArray();
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
