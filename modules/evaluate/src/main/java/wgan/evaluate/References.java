package wgan.evaluate;

import org.jspecify.annotations.Nullable;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;

/**
 * What the metrics other than the Fréchet distance need of real images. It lives until it is closed; its fields do not change.
 *
 * @param baseline real images other than those that generated images are compared with, by the features of the network
 * @param random for the comparison by random features; null if all features are random
 */
record References(RealFeatures baseline, @Nullable RandomReference random) implements AutoCloseable {

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
    static References of(FeatureNetwork network, Images images, TensorCache cache) {
        RealFeatures baseline = RealFeatures.of(network.classifier(), images.baseline(), cache);
        try {
            return new References(
                    baseline,
                    network.extractor() == FeatureExtractor.RANDOM
                            ? null
                            : RandomReference.of(network, images.real(), cache));
        } catch (RuntimeException e) {
            baseline.close();
            throw e;
        }
    }

    @Override
    public void close() {
        baseline.close();
        if (random != null) {
            random.close();
        }
    }
}
