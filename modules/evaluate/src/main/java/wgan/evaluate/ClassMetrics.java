package wgan.evaluate;

import java.util.List;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.ClassHistogram;
import wgan.evaluate.metrics.ClassifierScore;
import wgan.evaluate.metrics.Estimate;

/**
 * The metrics that need classes.
 *
 * @param accuracy of the classifier on the real images, in [0, 1]
 * @param score mean of {@link ClassifierScore#ofParts}, in [1, number of classes]
 * @param scoreDeviation their standard deviation; NaN for one part
 * @param entropyBits {@link ClassHistogram#entropyBits()}, from 0 to the binary logarithm of the number of classes
 * @param counts number of images by their most probable class
 */
public record ClassMetrics(
        double accuracy, Estimate score, double scoreDeviation, Estimate entropyBits, List<Integer> counts) {
    /** Keeps a copy. */
    public ClassMetrics {
        counts = List.copyOf(counts);
    }

    /** Computes them from the probabilities of generated images. */
    static ClassMetrics of(double accuracy, Classifier.Output output) {
        double[] scores = output.probabilities().size(0) < ClassifierScore.PARTS
                ? new double[] {ClassifierScore.of(output.probabilities())}
                : ClassifierScore.ofParts(output.probabilities());
        ClassHistogram classes = ClassHistogram.of(output.probabilities());
        return new ClassMetrics(
                accuracy,
                Estimate.ofMean(scores),
                Estimate.standardDeviation(scores),
                classes.entropyBits(),
                classes.counts());
    }
}
