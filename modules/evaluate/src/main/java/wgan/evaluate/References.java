package wgan.evaluate;

import org.jspecify.annotations.Nullable;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.random.Seed;

/**
 * What the metrics other than the Fréchet distance need of real images. It lives until it is closed; its fields do not change.
 *
 * @param baseline real images other than those that generated images are compared with, by the features of the classifier
 * @param untrained a classifier with random parameters
 * @param untrainedReal the first images that generated ones are compared with, by the features of the classifier with random parameters
 */
record References(RealFeatures baseline, Classifier untrained, Reference untrainedReal) implements AutoCloseable {
    /** Images that are compared by random features: enough for an interval of a percent, in a quarter of the time of 10,000. */
    static final int UNTRAINED_IMAGES = 5_000;

    private static final Seed UNTRAINED_SEED = new Seed(0);

    /**
     * The images. The unseen ones are those that no generator was trained on which was trained on the first images of {@code trainable}
     * only.
     *
     * @param real those that generated images are compared with
     * @param baseline other real images, as many if possible
     * @param isRealUnseen whether the unseen images are {@code real}, else {@code baseline}
     * @param trainable null if no generator was trained on the unseen images
     */
    record Images(
            Dataset real,
            Dataset baseline,
            boolean isRealUnseen,
            @Nullable Dataset trainable) {
        /** Returns whether a generator that was trained on these images has not seen the unseen ones. */
        boolean areUnseenBy(Dataset training) {
            Dataset all = trainable;
            return all == null
                    || (training.size() <= all.size()
                            && training.fingerprint()
                                    .equals(all.limit(training.size()).fingerprint()));
        }
    }

    /** Computes the references, or reads them from the cache. */
    static References of(Classifier classifier, Images images, TensorCache cache) {
        Classifier untrained = Classifier.untrained(UNTRAINED_SEED, classifier.device());
        return new References(
                RealFeatures.of(classifier, images.baseline(), cache),
                untrained,
                Reference.of(untrained, images.real().limit(UNTRAINED_IMAGES), cache));
    }

    @Override
    public void close() {
        baseline.close();
        untrainedReal.close();
        untrained.close();
    }
}
