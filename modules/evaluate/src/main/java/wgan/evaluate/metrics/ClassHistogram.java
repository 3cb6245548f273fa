package wgan.evaluate.metrics;

import java.util.List;
import java.util.stream.IntStream;
import wgan.data.Dataset;
import wgan.torch.Tensor;

/**
 * The number of images of each class.
 *
 * @param counts by class
 */
public record ClassHistogram(List<Integer> counts) {
    /** Keeps a copy. */
    public ClassHistogram {
        counts = List.copyOf(counts);
    }

    /**
     * Counts each image for its most probable class.
     *
     * @param probabilities (n, C), of each class
     */
    public static ClassHistogram of(Tensor probabilities) {
        int[] counts = new int[Math.toIntExact(probabilities.size(1))];
        for (int predicted : predictedClasses(probabilities)) {
            counts[predicted]++;
        }
        return new ClassHistogram(IntStream.of(counts).boxed().toList());
    }

    /**
     * Returns the most probable class of each image; the first of them, if several are equally probable.
     *
     * @param probabilities (n, C), of each class
     * @return n classes, from 0 to C - 1
     */
    public static int[] predictedClasses(Tensor probabilities) {
        int classes = Math.toIntExact(probabilities.size(1));
        double[] p = probabilities.toDoubleArray();
        int[] predicted = new int[p.length / classes];
        for (int row = 0; row < predicted.length; row++) {
            int best = 0;
            for (int i = 1; i < classes; i++) {
                if (p[row * classes + i] > p[row * classes + best]) {
                    best = i;
                }
            }
            predicted[row] = best;
        }
        return predicted;
    }

    /**
     * Returns the entropy of the class frequencies, in bits: from 0, if there is one class only, to the binary logarithm of the
     * number of classes, which is 3.3219 for ten. Without images it is 0.
     *
     * <p>Its standard error is that of the mean of -log₂ p over the images (Basharin 1959).
     */
    public Estimate entropyBits() {
        double total = counts.stream().mapToInt(Integer::intValue).sum();
        double entropy = 0;
        double meanOfSquares = 0;
        for (int count : counts) {
            if (count > 0) {
                double bits = -Math.log(count / total) / Math.log(2);
                entropy += count / total * bits;
                meanOfSquares += count / total * bits * bits;
            }
        }
        double variance = Math.max(0, meanOfSquares - entropy * entropy); // rounding can make it negative
        return new Estimate(entropy, total == 0 ? 0 : Math.sqrt(variance / total));
    }

    /**
     * Counts each image for its label.
     *
     * @throws UnsupportedOperationException if the images have no labels
     */
    public static ClassHistogram ofLabels(Dataset images) {
        int[] counts = new int[images.classes()];
        for (int i = 0; i < images.size(); i++) {
            counts[images.label(i)]++;
        }
        return new ClassHistogram(IntStream.of(counts).boxed().toList());
    }
}
