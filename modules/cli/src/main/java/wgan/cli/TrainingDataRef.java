package wgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.model.ModelFileException;
import wgan.random.Seed;
import wgan.train.RunConfiguration;
import wgan.train.RunDirectoryException;

/**
 * Which real images a generator has learnt from.
 *
 * @param dataset their dataset
 * @param seed what it follows from, where it is drawn
 * @param limit how many of its images, from the first on; 0 for all
 * @param fingerprint what tells them from others, if that is known
 */
record TrainingDataRef(DatasetName dataset, Seed seed, int limit, Optional<String> fingerprint) {
    /** What a generator that says nothing of it is taken to have learnt from: the lab's. */
    private static final TrainingDataRef USUAL = allOf(DatasetName.MNIST, new Seed(0));

    /** The whole of a dataset. */
    static TrainingDataRef allOf(DatasetName dataset, Seed seed) {
        return new TrainingDataRef(dataset, seed, 0, Optional.empty());
    }

    /**
     * What {@code config.json} says, where the model is a run directory that has one, or a file in it.
     *
     * @throws ModelFileException if that of a run directory is not what training writes; one beside a file is then no run's
     */
    static TrainingDataRef of(Path model) throws IOException {
        boolean isRun = Files.isDirectory(model);
        Path file = isRun ? model.resolve(RunConfiguration.FILE) : model.resolveSibling(RunConfiguration.FILE);
        if (!Files.exists(file)) {
            return USUAL;
        }
        try {
            return of(RunConfiguration.read(file));
        } catch (RunDirectoryException e) {
            if (!isRun) {
                return USUAL;
            }
            throw new ModelFileException(
                    e.getMessage() + "; name the generator's file with --model, and its --dataset", e);
        }
    }

    /** What a run has learnt from. */
    static TrainingDataRef of(RunConfiguration run) {
        return new TrainingDataRef(run.dataset(), run.seed(), run.limit(), run.images());
    }

    /**
     * The images, fetched if need be.
     *
     * @param model whose they are, for the message
     * @throws ModelFileException if they are others than it has learnt from
     */
    Dataset open(Path model, DataOptions options) throws IOException {
        Dataset images = Training.dataset(dataset, limit, seed, options);
        if (fingerprint.isPresent() && !fingerprint.get().equals(images.fingerprint())) {
            throw new ModelFileException(model + ": has learnt from other images than those of "
                    + Datasets.folder(dataset, options) + "; name theirs with --data");
        }
        return images;
    }

    /** The same of that dataset, all of it unless it is this one. */
    TrainingDataRef in(DatasetName other) {
        return other == dataset ? this : allOf(other, USUAL.seed);
    }
}
