package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.random.Seed;

/**
 * The real images that a generator is trained on: a dataset's training set, or its first images.
 *
 * @param dataset their dataset
 * @param seed the seed of the run, which determines synthetic images
 * @param limit the number of images, from the first one; 0 for all
 * @param fingerprint of these images ({@link Dataset#fingerprint()}); empty where it was not recorded
 */
public record TrainingDataRef(DatasetName dataset, Seed seed, int limit, Optional<String> fingerprint) {
    /** The lab's images: a generator without a configuration is assumed to be trained on them. */
    private static final TrainingDataRef DEFAULT = allOf(DatasetName.MNIST, new Seed(0));

    /** Returns the whole training set of a dataset. */
    public static TrainingDataRef allOf(DatasetName dataset, Seed seed) {
        return new TrainingDataRef(dataset, seed, 0, Optional.empty());
    }

    /**
     * Returns the images that a run was trained on.
     *
     * @throws DataException if their dataset is not one of {@link DatasetName}
     */
    public static TrainingDataRef of(RunConfiguration run) throws DataException {
        DatasetIdentity images = run.dataset();
        return new TrainingDataRef(
                DatasetName.of(images.name()), run.seed(), images.size(), Optional.of(images.fingerprint()));
    }

    /**
     * Returns the images that a model was trained on, by the {@code config.json} in its run directory. Without that file, they are
     * all of MNIST.
     *
     * @param model a run directory, or a generator's file; a {@code config.json} beside a file is ignored if it is not that of a run
     * @throws RunDirectoryException if the {@code config.json} of a run directory is not what training writes
     * @throws IOException if it cannot be read
     */
    public static TrainingDataRef of(Path model) throws IOException {
        boolean isRun = Files.isDirectory(model);
        Path file = isRun ? model.resolve(RunConfiguration.FILE) : model.resolveSibling(RunConfiguration.FILE);
        if (!Files.exists(file)) {
            return DEFAULT;
        }
        try {
            return of(RunConfiguration.read(file));
        } catch (RunDirectoryException e) {
            if (isRun) {
                throw e;
            }
            return DEFAULT;
        }
    }

    /** Returns these images if they are of that dataset, and the whole training set of that dataset otherwise. */
    public TrainingDataRef in(DatasetName other) {
        return other == dataset ? this : allOf(other, DEFAULT.seed);
    }

    /**
     * Opens the images, downloading what is missing. The fingerprint is not compared.
     *
     * @throws IOException if they are not available
     */
    public Dataset open(DataOptions options) throws IOException {
        return Datasets.open(dataset, Split.TRAIN, limit == 0 ? Integer.MAX_VALUE : limit, options.withSeed(seed));
    }

    /**
     * Opens the images that a model was trained on, and compares their fingerprint, if it was recorded.
     *
     * @param model the name of the generator, for the message
     * @throws TrainingDataMismatchException if they are not the images that it was trained on
     * @throws IOException if they are not available
     */
    public Dataset openFor(String model, DataOptions options) throws IOException {
        return requireRecorded(open(options), model, options);
    }

    /**
     * Returns the images that a model was trained on, as a view of the training set, and compares their fingerprint, if it was recorded.
     *
     * @param trainingSet all images of the training set, opened with the seed of these images
     * @param model as for {@link #openFor}
     * @param options with which the training set was opened, for the message
     * @throws TrainingDataMismatchException if they are not the images that it was trained on
     */
    public Dataset selectFor(String model, Dataset trainingSet, DataOptions options)
            throws TrainingDataMismatchException {
        return requireRecorded(limit == 0 ? trainingSet : trainingSet.limit(limit), model, options);
    }

    private Dataset requireRecorded(Dataset images, String model, DataOptions options)
            throws TrainingDataMismatchException {
        if (fingerprint.isPresent() && !fingerprint.get().equals(images.fingerprint())) {
            throw new TrainingDataMismatchException(
                    model + ": was trained on images other than those in " + Datasets.folder(dataset, options));
        }
        return images;
    }
}
