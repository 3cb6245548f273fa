package wgan.report.analysis;

import java.util.List;
import java.util.Optional;
import wgan.evaluate.EvaluationSplit;
import wgan.evaluate.FeatureExtractor;
import wgan.evaluate.GenerativeMetrics;
import wgan.image.ImageShape;

/**
 * The real images that those of all generators are compared with.
 *
 * @param metrics of other real images, compared with the same
 * @param split which they are; empty if an application provides them
 * @param shape of every image
 * @param classNames in the order of the labels; none if the images have no labels
 */
public record RealImages(
        GenerativeMetrics metrics, Optional<EvaluationSplit> split, ImageShape shape, List<String> classNames) {
    /** Keeps a copy of the list. */
    public RealImages {
        classNames = List.copyOf(classNames);
    }

    /** Returns the network whose features all images are compared by. */
    public FeatureExtractor features() {
        return metrics.features();
    }
}
