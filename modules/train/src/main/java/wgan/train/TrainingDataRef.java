package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.NamedSource;
import wgan.data.Split;
import wgan.data.images.ImageFilesSource;
import wgan.image.FileText;
import wgan.random.Seed;

/**
 * The real images that a generator is trained on: a training set, or its first images.
 *
 * @param source of the training set, with the seed
 * @param seed the seed of the run, which determines synthetic images
 * @param limit the number of images, from the first one; 0 for all
 * @param fingerprint of these images ({@link Dataset#fingerprint()}); empty where it was not recorded
 */
public record TrainingDataRef(DataSource source, Seed seed, int limit, Optional<String> fingerprint) {

    /** Returns the whole training set of a source, with a seed. */
    public static TrainingDataRef allOf(DataSource source, Seed seed) {
        return new TrainingDataRef(source.withSeed(seed), seed, 0, Optional.empty());
    }

    /**
     * Returns the images that a run was trained on.
     *
     * @param options where datasets are; a directory is that of its images, wherever the run has read them
     * @throws DataException if their dataset is not known
     */
    public static TrainingDataRef of(RunConfiguration run, DataOptions options) throws DataException {
        DatasetIdentity images = run.dataset();
        return new TrainingDataRef(source(run, options), run.seed(), images.size(), Optional.of(images.fingerprint()));
    }

    private static DataSource source(RunConfiguration run, DataOptions options) throws DataException {
        DatasetIdentity images = run.dataset();
        if (run.values().containsKey(ImageFilesSource.PATH_KEY)) {
            Map<String, String> origin = new LinkedHashMap<>(run.values());
            options.directory().ifPresent(moved -> origin.put(ImageFilesSource.PATH_KEY, moved.toString()));
            return recorded(run, origin, options);
        }
        return new NamedSource(
                DatasetName.of(images.name()), options.withSeed(run.seed()).withSyntheticShape(images.shape()));
    }

    private static DataSource recorded(RunConfiguration run, Map<String, String> origin, DataOptions options)
            throws DataException {
        try {
            return ImageFilesSource.of(origin, options.cache(), options.listener());
        } catch (IllegalArgumentException e) { // in a file that was changed by hand
            throw new DataException(
                    FileText.shown(
                            "the images of a run of " + run.objective() + " cannot be opened: " + e.getMessage()),
                    e);
        }
    }

    /**
     * Returns the images that a model was trained on, by the {@code config.json} in its run directory. Without that file, they are
     * all of MNIST.
     *
     * @param model a run directory, or a generator's file; a {@code config.json} beside a file is ignored if it is not that of a run
     * @param options where datasets are
     * @throws RunDirectoryException if the {@code config.json} of a run directory is not what training writes
     * @throws IOException if it cannot be read
     */
    public static TrainingDataRef of(Path model, DataOptions options) throws IOException {
        boolean isRun = Files.isDirectory(model);
        Path file = isRun ? model.resolve(RunConfiguration.FILE) : model.resolveSibling(RunConfiguration.FILE);
        if (!Files.exists(file)) {
            return lab(options);
        }
        try {
            return of(RunConfiguration.read(file), options);
        } catch (RunDirectoryException e) {
            if (isRun) {
                throw e;
            }
            return lab(options);
        }
    }

    /** Returns the lab's images: a generator without a configuration is assumed to be trained on them. */
    public static TrainingDataRef lab(DataOptions options) {
        return allOf(new NamedSource(DatasetName.MNIST, options), new Seed(0));
    }

    /** Returns these images from another source if it has the same name, and its whole training set otherwise. */
    public TrainingDataRef in(DataSource other) {
        return other.name().equals(source.name())
                ? new TrainingDataRef(other.withSeed(seed), seed, limit, fingerprint)
                : allOf(other, new Seed(0));
    }

    /**
     * Opens the images, downloading what is missing. The fingerprint is not compared.
     *
     * @throws IOException if they are not available
     */
    public Dataset open() throws IOException {
        return source.open(Split.TRAIN, limit == 0 ? Integer.MAX_VALUE : limit);
    }

    /**
     * Opens the images that a model was trained on, and compares their fingerprint, if it was recorded.
     *
     * @param model the name of the generator, for the message
     * @throws TrainingDataMismatchException if they are not the images that it was trained on
     * @throws IOException if they are not available
     */
    public Dataset openFor(String model) throws IOException {
        return requireRecorded(open(), model);
    }

    /**
     * Returns the images that a model was trained on, as a view of the training set, and compares their fingerprint, if it was recorded.
     *
     * @param trainingSet all images of the training set of {@link #source}
     * @param model as for {@link #openFor}
     * @throws TrainingDataMismatchException if they are not the images that it was trained on
     */
    public Dataset selectFor(String model, Dataset trainingSet) throws TrainingDataMismatchException {
        return requireRecorded(limit == 0 ? trainingSet : trainingSet.limit(limit), model);
    }

    private Dataset requireRecorded(Dataset images, String model) throws TrainingDataMismatchException {
        if (fingerprint.isPresent() && !fingerprint.get().equals(images.fingerprint())) {
            throw new TrainingDataMismatchException(
                    model + ": was trained on images other than those in " + source.location());
        }
        return images;
    }
}
