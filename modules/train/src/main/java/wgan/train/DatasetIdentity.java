package wgan.train;

import wgan.data.Dataset;

/**
 * Identifies the real images of a run. It is computed once for a run, because a dataset may read all images to compute it.
 *
 * @param name see {@link Dataset#name()}
 * @param size the number of images
 * @param fingerprint see {@link Dataset#fingerprint()}; it decides whether two datasets are the same
 */
public record DatasetIdentity(String name, int size, String fingerprint) {
    /** Returns the identity of a dataset. */
    public static DatasetIdentity of(Dataset dataset) {
        return new DatasetIdentity(dataset.name(), dataset.size(), dataset.fingerprint());
    }

    /** Returns it as messages show it. */
    @Override
    public String toString() {
        return size + " images of " + name + " (fingerprint " + fingerprint + ")";
    }
}
