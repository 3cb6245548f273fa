package wgan.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wgan.image.FileText;
import wgan.image.ImageShape;

/**
 * The datasets that {@link Datasets} opens.
 *
 * <p>Those that are {@linkplain #isUntested untested} are read as their publishers describe them, but were never fetched from
 * their publishers' servers by the authors of this program.
 */
public enum DatasetName {
    /** Handwritten digits: LeCun, Cortes and Burges, <i>The MNIST database of handwritten digits</i>. */
    MNIST("mnist", ImageShape.MNIST, 60_000, 10_000, ClassNames.DIGITS),

    /** Clothes, in MNIST's format: Xiao, Rasul and Vollgraf, <i>Fashion-MNIST</i>, 2017. Untested. */
    FASHION_MNIST("fashion-mnist", ImageShape.MNIST, 60_000, 10_000, ClassNames.CLOTHES),

    /**
     * Handwritten cursive characters of Japanese, in MNIST's format: Clanuwat and others, <i>Deep learning for classical
     * Japanese literature</i>, 2018. Untested.
     */
    KMNIST("kmnist", ImageShape.MNIST, 60_000, 10_000, ClassNames.KUZUSHIJI),

    /**
     * Handwritten digits of more writers: Cohen, Afshar, Tapson and van Schaik, <i>EMNIST: an extension of MNIST to
     * handwritten letters</i>, 2017. One download serves this dataset and {@link #EMNIST_LETTERS}. Untested.
     */
    EMNIST_DIGITS("emnist-digits", ImageShape.MNIST, 240_000, 40_000, ClassNames.DIGITS),

    /**
     * Handwritten letters, of the same source. A class is a letter, upper or lower case; it is 0 for A, where the published
     * label is 1. Untested.
     */
    EMNIST_LETTERS("emnist-letters", ImageShape.MNIST, 124_800, 20_800, ClassNames.LETTERS),

    /**
     * Photographs of animals and vehicles in color: Krizhevsky, <i>Learning multiple layers of features from tiny images</i>,
     * 2009. Untested.
     */
    CIFAR_10("cifar-10", new ImageShape(3, 32, 32), 50_000, 10_000, ClassNames.OBJECTS),

    /** Digits that are drawn when they are needed, without any file or network. */
    SYNTHETIC("synthetic", ImageShape.MNIST, 60_000, 10_000, ClassNames.DIGITS);

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final ImageShape shape;

    private final int trainingImages;
    private final int testImages;

    @SuppressWarnings("ImmutableEnumChecker") // a list of ClassNames, which are unmodifiable
    private final List<String> classNames;

    DatasetName(String id, ImageShape shape, int trainingImages, int testImages, List<String> classNames) {
        this.id = id;
        this.shape = shape;
        this.trainingImages = trainingImages;
        this.testImages = testImages;
        this.classNames = classNames;
    }

    /**
     * Returns the dataset with a name.
     *
     * @param id such as {@code fashion-mnist}
     * @throws DataException if there is none
     */
    public static DatasetName of(String id) throws DataException {
        Optional<DatasetName> name =
                Arrays.stream(values()).filter(known -> known.id.equals(id)).findFirst();
        return name.orElseThrow(() -> new DataException("dataset is '%s', expected one of %s"
                .formatted(
                        FileText.shown(id),
                        Arrays.stream(values()).map(DatasetName::toString).collect(Collectors.joining(", ")))));
    }

    /**
     * Returns the shape of the images. It is the default shape of the synthetic digits; {@link DataOptions#syntheticShape} can
     * be another.
     */
    public ImageShape shape() {
        return shape;
    }

    /** Returns the number of images in a part of the dataset, as it was published. */
    public int size(Split split) {
        return split == Split.TRAIN ? trainingImages : testImages;
    }

    /** Returns the number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** Returns the name of each class, in the order of their numbers. */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * Returns whether the dataset was never fetched from its publisher, or a copy of it, by the authors of this program. Then
     * it was read only from files that were made for tests, in the format that the publisher describes.
     */
    public boolean isUntested() {
        return this != MNIST && this != SYNTHETIC;
    }

    /** Returns the name in configurations and paths, such as {@code fashion-mnist}. */
    @Override
    public String toString() {
        return id;
    }
}
