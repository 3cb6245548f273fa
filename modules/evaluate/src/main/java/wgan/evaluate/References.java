package wgan.evaluate;

import org.jspecify.annotations.Nullable;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.random.Seed;
import wgan.torch.Device;

/**
 * What a {@link MetricEvaluator} needs of real images. It lives until it is closed; its fields do not change.
 *
 * @param real those that generated images are compared with, by the features of the classifier
 * @param baseline other real images, by the same features
 * @param untrained a classifier with random parameters
 * @param untrainedReal the first images that generated ones are compared with, by the features of the classifier with random parameters
 * @param unseen the real or the baseline images: those that no generator was trained on which was trained on the first images of
 *     {@code trainable} only
 * @param trainable null if no generator was trained on the unseen images
 */
record References(
        Reference real,
        Reference baseline,
        Classifier untrained,
        Reference untrainedReal,
        Reference unseen,
        @Nullable Dataset trainable)
        implements AutoCloseable {
    /** Images that are compared by random features: enough for an interval of a percent, in a quarter of the time of 10,000. */
    static final int UNTRAINED_IMAGES = 5_000;

    private static final Seed UNTRAINED_SEED = new Seed(0);

    /**
     * The images.
     *
     * @param real those that generated images are compared with
     * @param baseline other real images, as many if possible
     * @param isRealUnseen whether {@code unseen} are the real images, else the baseline
     * @param trainable see {@link References}
     */
    record Images(
            Dataset real,
            Dataset baseline,
            boolean isRealUnseen,
            @Nullable Dataset trainable) {}

    /** Computes the references, or reads them from the cache. */
    static References of(Classifier classifier, Images images, TensorCache cache, Device device) {
        Classifier untrained = Classifier.untrained(UNTRAINED_SEED, device);
        Reference real = Reference.of(classifier, images.real(), cache);
        Reference baseline = Reference.of(classifier, images.baseline(), cache);
        return new References(
                real,
                baseline,
                untrained,
                Reference.of(untrained, images.real().limit(UNTRAINED_IMAGES), cache),
                images.isRealUnseen() ? real : baseline,
                images.trainable());
    }

    /** Returns the unseen images if a generator that was trained on these has not seen them; else null. */
    @Nullable
    Reference unseenBy(Dataset training) {
        Dataset all = trainable;
        boolean isUnseen = all == null
                || (training.size() <= all.size()
                        && training.fingerprint()
                                .equals(all.limit(training.size()).fingerprint()));
        return isUnseen ? unseen : null;
    }

    @Override
    public void close() {
        real.close();
        baseline.close();
        untrainedReal.close();
        untrained.close();
    }
}
