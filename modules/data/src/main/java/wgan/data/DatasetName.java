package wgan.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The datasets that can be asked for by name. */
public enum DatasetName {
    /** Handwritten digits: LeCun, Cortes and Burges, <i>The MNIST database of handwritten digits</i>. */
    MNIST("mnist"),

    /** Clothes, in MNIST's format: Xiao, Rasul and Vollgraf, <i>Fashion-MNIST</i>, 2017. */
    FASHION_MNIST("fashion-mnist"),

    /** Digits drawn by this program, which need no file and no network. */
    SYNTHETIC("synthetic");

    private final String id;

    DatasetName(String id) {
        this.id = id;
    }

    /**
     * The dataset of that name.
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

    /** The name on the command line and in paths, such as {@code fashion-mnist}. */
    @Override
    public String toString() {
        return id;
    }
}
