package wgan.evaluate;

import wgan.evaluate.classifier.Classifier;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.torch.Device;

/**
 * The network whose features images are compared by.
 *
 * @param isOwned whether {@link #close} closes it
 */
record FeatureNetwork(FeatureExtractor extractor, Classifier classifier, boolean isOwned) implements AutoCloseable {
    /** The same for all evaluations, so that their values compare. */
    private static final Seed RANDOM_SEED = new Seed(0);

    /** Creates a network with random parameters, which the caller closes. */
    static Classifier random(ImageShape shape, Device device) {
        return Classifier.untrained(shape, RANDOM_SEED, device);
    }

    @Override
    public void close() {
        if (isOwned) {
            classifier.close();
        }
    }
}
