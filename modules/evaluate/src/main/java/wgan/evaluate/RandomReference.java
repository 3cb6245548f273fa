package wgan.evaluate;

import java.util.Arrays;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;

/**
 * What the comparison by the features of a network with random parameters needs, beside that by a classifier. It lives until it is
 * closed; its fields do not change.
 *
 * @param network has the random parameters
 * @param real the first images that generated ones are compared with
 */
record RandomReference(Classifier network, Reference real) implements AutoCloseable {
    /** Images that are compared: enough for an interval of a percent, in a quarter of the time of 10,000. */
    static final int MAX_IMAGES = 5_000;

    /** Computes the reference, or reads it from the cache. */
    static RandomReference of(FeatureNetwork beside, Dataset real, TensorCache cache) {
        Classifier network =
                FeatureNetwork.random(real.shape(), beside.classifier().device());
        try {
            return new RandomReference(network, Reference.of(network, real.limit(MAX_IMAGES), cache));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * Compares images.
     *
     * @param generated n images in [-1, 1], one after the other; the first {@value #MAX_IMAGES} are used
     */
    PrecisionRecallDensityCoverage manifolds(float[] generated) {
        int numel = network.shape().numel();
        int count = Math.min(generated.length / numel, MAX_IMAGES);
        Classifier.Output output = network.classify(Arrays.copyOf(generated, count * numel));
        return PrecisionRecallDensityCoverage.of(real.manifold(), output.features());
    }

    @Override
    public void close() {
        real.close();
        network.close();
    }
}
