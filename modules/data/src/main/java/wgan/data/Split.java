package wgan.data;

/** The two parts of every dataset. */
public enum Split {
    /** The 60,000 images for training. */
    TRAIN(1, "train", 60_000),
    /** The 10,000 images for evaluation. */
    TEST(2, "t10k", 10_000);

    private final int code;
    private final String prefix;
    private final int size;

    Split(int code, String prefix, int size) {
        this.code = code;
        this.prefix = prefix;
        this.size = size;
    }

    /** Returns the number of this part in the coordinates of a random stream; it never changes. */
    int code() {
        return code;
    }

    /** Returns the prefix of the names of this part's files. */
    String prefix() {
        return prefix;
    }

    /** Returns the number of images in this part of every dataset. */
    int size() {
        return size;
    }
}
