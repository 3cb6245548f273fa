package wgan.data;

/**
 * A training set in two parts: the images to train on, and a validation set, on which settings are compared. The test set is then used
 * for final results only.
 *
 * @param training the first five sixths: 50,000 images of MNIST
 * @param validation the last sixth, rounded down: 10,000 images of MNIST
 */
public record ValidationSplit(Dataset training, Dataset validation) {
    /** The validation set is the total divided by this. */
    private static final int PARTS = 6;

    /**
     * Splits a training set. The images should be in random order, as those of MNIST are.
     *
     * @throws IllegalArgumentException if there are fewer than {@value #PARTS} images
     */
    public static ValidationSplit of(Dataset trainingSet) {
        int validation = trainingSet.size() / PARTS;
        int training = trainingSet.size() - validation;
        if (validation == 0) {
            throw new IllegalArgumentException(
                    "dataset %s: %d images, expected at least %d to split off a validation set"
                            .formatted(trainingSet.name(), trainingSet.size(), PARTS));
        }
        return new ValidationSplit(trainingSet.limit(training), trainingSet.subset(training, validation));
    }
}
