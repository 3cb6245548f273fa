package wgan.train;

import java.util.LinkedHashMap;
import java.util.Map;
import wgan.data.Dataset;
import wgan.image.ImageShape;

/**
 * Identifies the real images of a run. It is computed once for a run, because a dataset may read all images to compute it.
 *
 * @param name see {@link Dataset#name()}
 * @param size the number of images
 * @param shape the shape of every image
 * @param fingerprint see {@link Dataset#fingerprint()}; it decides whether two datasets are the same
 */
public record DatasetIdentity(String name, int size, ImageShape shape, String fingerprint) {
    static final String NAME_KEY = "dataset";
    static final String SIZE_KEY = "dataset_size";
    static final String SHAPE_KEY = "image_shape";
    static final String FINGERPRINT_KEY = "dataset_fingerprint";

    /** Returns the identity of a dataset. */
    public static DatasetIdentity of(Dataset dataset) {
        return new DatasetIdentity(dataset.name(), dataset.size(), dataset.shape(), dataset.fingerprint());
    }

    /** Returns its values by the keys that files have, in their order. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(NAME_KEY, name);
        values.put(SIZE_KEY, size);
        values.put(SHAPE_KEY, shape.toString());
        values.put(FINGERPRINT_KEY, fingerprint);
        return values;
    }

    /** Returns it as messages show it. */
    @Override
    public String toString() {
        return size + " images of " + name + " (" + shape + ", fingerprint " + fingerprint + ")";
    }
}
