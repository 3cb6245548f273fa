package wgan.evaluate;

import java.util.Locale;
import wgan.data.DataException;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.data.ValidationSplit;

/** The real images of a dataset that generated images are compared with. The classifier is not trained on them. */
public enum EvaluationSplit {
    /**
     * The last sixth of the training set ({@link ValidationSplit}), to compare settings, seeds and states of a run. A generator that was
     * trained on the whole training set has seen these images, and would be rewarded for copying them.
     */
    VALIDATION,
    /** The test set, for results only: nothing is chosen by it. */
    TEST;

    /** Returns the name in files and on command lines. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Opens the images. Missing files are fetched.
     *
     * @param trainingSet the whole training set of the source, at least six images
     * @throws DataException if the test set is not available, or a file is malformed
     */
    public Dataset open(DataSource source, Dataset trainingSet) throws DataException {
        return this == TEST
                ? source.open(Split.TEST)
                : ValidationSplit.of(trainingSet).validation();
    }

    /**
     * Returns the split for results: the test set, or, if the source has none, the validation set.
     *
     * @throws DataException if its files cannot be read
     */
    public static EvaluationSplit of(DataSource source) throws DataException {
        return source.hasTestSet() ? TEST : VALIDATION;
    }
}
