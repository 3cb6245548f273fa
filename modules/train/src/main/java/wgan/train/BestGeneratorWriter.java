package wgan.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import wgan.data.AtomicFile;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;

/**
 * Writes the generator to {@code generator-best.safetensors} of the run directory whenever its {@link
 * MeasuredFrechetDistance} is the smallest so far.
 *
 * <p>The metadata of the file contains the distance; a resumed run compares with it. A file from a step past the checkpoint
 * is kept: a run that was interrupted does the same step again. A run that was rolled back does it with other noise, so that the file
 * may then be of a step that is no longer part of the run. A run that starts at step 0 deletes the file, which may be of another run.
 */
public final class BestGeneratorWriter implements TrainingListener {
    private static final Pattern DISTANCE_KEY = Pattern.compile("frechet_[a-z]+_distance");
    private static final String SAMPLES_KEY = "samples";
    private static final String ITERATION_KEY = "iteration";

    private final Trainer trainer;
    private final Path file;
    private double smallest = Double.POSITIVE_INFINITY;

    /** Writes the generator of a trainer to a run directory, which stays open. */
    public BestGeneratorWriter(Trainer trainer, RunDirectory run) {
        this.trainer = trainer;
        file = run.bestGeneratorFile();
    }

    /**
     * Reads the distance from the file of an earlier session, or deletes the file at step 0.
     *
     * @throws ModelFileException if the metadata of the file has no distance; the file is left as it is
     */
    @Override
    public void started(Progress at) throws IOException {
        if (at.iteration() == 0) {
            Files.deleteIfExists(file);
        }
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> metadata;
        try (SafeTensors tensors = SafeTensors.open(file)) {
            metadata = tensors.metadata();
        }
        try {
            smallest = Double.parseDouble(distance(metadata));
        } catch (NumberFormatException e) {
            throw new ModelFileException(file + ": has the metadata " + metadata + ", expected a Fréchet distance"
                    + "; delete the file, or move it away");
        }
    }

    private static String distance(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .filter(entry -> DISTANCE_KEY.matcher(entry.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public void evaluated(Progress at, MeasuredFrechetDistance distance) throws IOException {
        if (distance.value() < smallest) {
            Map<String, String> metadata = trainer.generatorMetadata();
            metadata.put(distance.key(), Double.toString(distance.value()));
            metadata.put(SAMPLES_KEY, Integer.toString(distance.samples()));
            metadata.put(ITERATION_KEY, Long.toString(at.iteration()));
            AtomicFile.write(
                    file, out -> SafeTensors.write(out, trainer.generator().state(), metadata));
            smallest = distance.value();
        }
    }
}
