package wgan.data;

/** The two parts of every dataset. {@link DatasetName#size} returns the number of images of each. */
public enum Split {
    /** The images for training. */
    TRAIN(1, "train"),
    /** The images for evaluation. */
    TEST(2, "t10k");

    private final int code;
    private final String prefix;

    Split(int code, String prefix) {
        this.code = code;
        this.prefix = prefix;
    }

    /** Returns the number of this part in the coordinates of a random stream; it never changes. */
    int code() {
        return code;
    }

    /** Returns the prefix of the names of this part's files in MNIST. */
    String prefix() {
        return prefix;
    }
}
