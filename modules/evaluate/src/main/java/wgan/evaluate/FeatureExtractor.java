package wgan.evaluate;

/**
 * The network whose features images are compared by. Distances by the features of different networks do not compare, nor do those of
 * different datasets: each dataset with labels has a classifier of its own.
 */
public enum FeatureExtractor {
    /** A classifier that is trained on the labels of the dataset. */
    CLASSIFIER("classifier"),
    /** A network with random parameters, for images without labels. */
    RANDOM("random");

    private final String id;

    FeatureExtractor(String id) {
        this.id = id;
    }

    /** Returns the name in files: {@code classifier} or {@code random}. */
    @Override
    public String toString() {
        return id;
    }
}
