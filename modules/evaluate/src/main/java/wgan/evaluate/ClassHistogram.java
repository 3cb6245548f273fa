package wgan.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import wgan.torch.Tensor;

/**
 * How many images there are of each class.
 *
 * @param counts by class
 */
public record ClassHistogram(List<Integer> counts) {
    /** Keeps a copy. */
    public ClassHistogram {
        counts = List.copyOf(counts);
    }

    /**
     * Counts each image for its most probable class; for the first of them, if there are several.
     *
     * @param probabilities (n, C)
     */
    public static ClassHistogram of(Tensor probabilities) {
        int classes = Math.toIntExact(probabilities.size(1));
        int[] counts = new int[classes];
        for (int label : labels(probabilities)) {
            counts[label]++;
        }
        return new ClassHistogram(IntStream.of(counts).boxed().toList());
    }

    /** The most probable class in each row of (n, C). */
    static int[] labels(Tensor probabilities) {
        int classes = Math.toIntExact(probabilities.size(1));
        double[] p = probabilities.toDoubleArray();
        int[] labels = new int[p.length / classes];
        for (int row = 0; row < labels.length; row++) {
            int best = 0;
            for (int i = 1; i < classes; i++) {
                if (p[row * classes + i] > p[row * classes + best]) {
                    best = i;
                }
            }
            labels[row] = best;
        }
        return labels;
    }

    /**
     * The entropy of the shares of the classes, in bits: from 0, where there is one class only, to the binary logarithm of the
     * number of classes, 3.3219 of ten; 0 of no images.
     */
    public double entropyBits() {
        double total = counts.stream().mapToInt(Integer::intValue).sum();
        return counts.stream()
                .filter(count -> count > 0)
                .mapToDouble(count -> -(count / total) * Math.log(count / total) / Math.log(2))
                .sum();
    }
}
