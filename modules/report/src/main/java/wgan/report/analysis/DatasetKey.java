package wgan.report.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import wgan.image.ImageShape;
import wgan.train.RunConfiguration;

/**
 * Decides whether runs can be compared by their datasets: the metrics of images of different datasets cannot. The number of images
 * and, for synthetic ones, the seed may differ.
 *
 * @param name of the dataset
 * @param shape of its images
 * @param origin how images of own files were imported, by the keys of a run's configuration; empty for other datasets
 * @param fingerprint of the images that the run was trained on
 */
public record DatasetKey(String name, ImageShape shape, Map<String, String> origin, String fingerprint) {
    /** The beginning of the keys of a run's configuration that state the origin of its images. */
    private static final String ORIGIN = "data_";

    static DatasetKey of(RunConfiguration run) {
        Map<String, String> origin = new LinkedHashMap<>();
        run.values().forEach((key, value) -> {
            if (key.startsWith(ORIGIN)) {
                origin.put(key, value);
            }
        });
        return new DatasetKey(
                run.dataset().name(),
                run.dataset().shape(),
                origin,
                run.dataset().fingerprint());
    }

    /** Returns whether both are the same dataset: they have the same images, or first images of the same origin. */
    public boolean isComparable(DatasetKey other) {
        return fingerprint.equals(other.fingerprint)
                || (name.equals(other.name) && shape.equals(other.shape) && origin.equals(other.origin));
    }

    /** Returns the name, with as much as distinguishes it from another dataset. */
    public String describe(DatasetKey other) {
        if (!name.equals(other.name)) {
            return name;
        }
        if (!shape.equals(other.shape)) {
            return name + " (" + shape + ")";
        }
        return name + " ("
                + origin.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(other.origin.get(entry.getKey())))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
