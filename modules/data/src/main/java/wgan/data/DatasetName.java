package wgan.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The datasets that {@link Datasets} opens. */
public enum DatasetName {
    /** Handwritten digits: LeCun, Cortes and Burges, <i>The MNIST database of handwritten digits</i>. */
    MNIST("mnist"),

    /** Clothes, in MNIST's format: Xiao, Rasul and Vollgraf, <i>Fashion-MNIST</i>, 2017. */
    FASHION_MNIST("fashion-mnist"),

    /** Digits that are drawn when they are needed, without any file or network. */
    SYNTHETIC("synthetic");

    private final String id;

    DatasetName(String id) {
        this.id = id;
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
                        id, Arrays.stream(values()).map(DatasetName::toString).collect(Collectors.joining(", ")))));
    }

    /** Returns the name in configurations and paths, such as {@code fashion-mnist}. */
    @Override
    public String toString() {
        return id;
    }
}
