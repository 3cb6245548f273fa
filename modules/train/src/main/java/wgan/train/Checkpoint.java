package wgan.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wgan.data.AtomicFile;
import wgan.image.FileText;
import wgan.image.ImageShape;
import wgan.model.ModelFileException;
import wgan.model.SafeTensors;
import wgan.train.IncompatibleCheckpointException.Difference;

/**
 * The file that a run is resumed from. It is a safetensors file with all tensors of the {@link TrainingState}. Its metadata
 * contains the rest of the state, the hyper-parameters, the identity of the images and the environment.
 *
 * <p>It contains no state of a random number generator: all random numbers are functions of the seed and of the progress.
 */
final class Checkpoint {
    /** The version of the format. It changes whenever the meaning of the contents changes. */
    private static final String FORMAT = "2";

    private static final String FORMAT_KEY = "wgan.checkpoint";
    private static final String EPOCH_KEY = "epoch";
    private static final String STEP_KEY = "step";
    private static final String STEPS_KEY = "steps";
    private static final String GENERATOR_UPDATES_KEY = "generator_updates";
    private static final String CRITIC_UPDATES_KEY = "critic_updates_since_generator";
    private static final String MEASUREMENT_DUE_KEY = "is_measurement_due";
    private static final String EPOCH_GENERATOR_UPDATES_KEY = "epoch_generator_updates";
    private static final String EPOCH_CRITIC_UPDATES_KEY = "epoch_critic_updates";
    private static final String ROLLBACKS_KEY = "rollbacks";
    private static final String ROLLED_BACK_TO_KEY = "rolled_back_to_epoch";
    private static final String HYPERPARAMETER_PREFIX = "hyperparameter.";

    private final Path file;
    private final Map<String, String> metadata;

    private Checkpoint(Path file, SafeTensors tensors) {
        this.file = file;
        metadata = tensors.metadata();
    }

    /**
     * Writes the file, which is replaced as a whole.
     *
     * @param environment see {@link RunEnvironment}
     */
    static void write(
            Path file,
            TrainingConfig config,
            DatasetIdentity dataset,
            Map<String, Object> environment,
            TrainingState state)
            throws IOException {
        Progress at = state.progress();
        TurnSchedule.State turns = state.turns().state();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT_KEY, FORMAT);
        metadata.put(EPOCH_KEY, at.epoch());
        metadata.put(STEP_KEY, at.step());
        metadata.put(STEPS_KEY, at.steps());
        metadata.put(GENERATOR_UPDATES_KEY, turns.generatorUpdates());
        metadata.put(CRITIC_UPDATES_KEY, turns.criticUpdates());
        metadata.put(MEASUREMENT_DUE_KEY, turns.isMeasurementDue());
        metadata.put(EPOCH_GENERATOR_UPDATES_KEY, state.losses().generatorUpdates());
        metadata.put(EPOCH_CRITIC_UPDATES_KEY, state.losses().criticUpdates());
        if (state.rollbacks().count() > 0) {
            metadata.put(ROLLBACKS_KEY, state.rollbacks().count());
            metadata.put(ROLLED_BACK_TO_KEY, state.rollbacks().epochs());
        }
        metadata.putAll(dataset.values());
        metadata.putAll(environment);
        config.hyperparameters().forEach((name, value) -> metadata.put(HYPERPARAMETER_PREFIX + name, value));
        Map<String, String> strings = new LinkedHashMap<>();
        metadata.forEach((key, value) -> strings.put(key, value.toString()));
        AtomicFile.write(file, out -> SafeTensors.write(out, state.tensors(), strings));
    }

    /**
     * Returns the progress at which a run would be resumed, without reading tensors.
     *
     * @throws IncompatibleCheckpointException if it cannot be resumed from this file
     */
    static Progress progress(Path file, TrainingConfig config, DatasetIdentity dataset) throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            return new Checkpoint(file, tensors).progress(config, dataset);
        }
    }

    /**
     * Sets a state to that of the file.
     *
     * @param environment the current one: see {@link RunEnvironment}
     * @param state one of which every value is replaced; if this method throws, it may be changed in part
     * @return the differences between the environment of the checkpoint and the current one, which may change bits; one line
     *     each
     * @throws IncompatibleCheckpointException if the file is of another run
     * @throws ModelFileException if the file is not a checkpoint, or is damaged
     */
    static List<String> read(
            Path file,
            TrainingConfig config,
            DatasetIdentity dataset,
            Map<String, Object> environment,
            TrainingState state)
            throws IOException {
        try (SafeTensors tensors = SafeTensors.open(file)) {
            Checkpoint checkpoint = new Checkpoint(file, tensors);
            Progress at = checkpoint.progress(config, dataset);
            checkpoint.requireSameBatchNorm(environment);
            TurnSchedule.State turns = new TurnSchedule.State(
                    checkpoint.count(GENERATOR_UPDATES_KEY),
                    (int) checkpoint.count(CRITIC_UPDATES_KEY),
                    Boolean.parseBoolean(tensors.metadata().get(MEASUREMENT_DUE_KEY)));
            long criticUpdates = checkpoint.count(EPOCH_CRITIC_UPDATES_KEY);
            long generatorUpdates = checkpoint.count(EPOCH_GENERATOR_UPDATES_KEY);
            Rollbacks rollbacks = checkpoint.rollbacks();
            tensors.copyTo(state.tensors());
            state.setRollbacks(rollbacks);
            state.resume(at, turns, criticUpdates, generatorUpdates);
            return RunEnvironment.differences(tensors.metadata(), environment);
        }
    }

    private Progress progress(TrainingConfig config, DatasetIdentity dataset) throws IOException {
        requireFormat();
        requireSameHyperparameters(config);
        requireSameDataset(dataset);
        Progress beginning = TrainingState.beginning(config, dataset.size());
        int epoch = (int) count(EPOCH_KEY);
        int step = (int) count(STEP_KEY);
        if (count(STEPS_KEY) != beginning.steps() || step > beginning.steps()) {
            throw new ModelFileException(file + ": step is " + step + " of " + value(STEPS_KEY)
                    + " in an epoch, expected at most " + beginning.steps() + "; the file is damaged");
        }
        if (epoch >= TrainingConfig.MAX_EPOCHS) {
            throw new ModelFileException(file + ": epoch is " + epoch + ", expected at most "
                    + (TrainingConfig.MAX_EPOCHS - 1) + "; the file is damaged");
        }
        return new Progress(epoch, Math.max(config.epochs(), epoch + 1), step, beginning.steps());
    }

    private void requireFormat() throws IOException {
        String format = metadata.get(FORMAT_KEY);
        if (format == null) {
            throw new ModelFileException(file + ": is not a checkpoint of a run");
        }
        if (!format.equals(FORMAT)) {
            throw new IncompatibleCheckpointException(
                    Difference.FORMAT,
                    file + ": is a checkpoint of format " + FileText.shown(format) + ", expected format " + FORMAT
                            + "; it was written by another version of this software");
        }
    }

    private void requireSameHyperparameters(TrainingConfig config) throws IncompatibleCheckpointException {
        for (Map.Entry<String, Object> entry : config.hyperparameters().entrySet()) {
            String name = entry.getKey();
            String before = metadata.get(HYPERPARAMETER_PREFIX + name);
            if (!entry.getValue().toString().equals(before)) {
                throw IncompatibleCheckpointException.ofHyperparameter(
                        name,
                        file + ": its run had " + name + " " + (before == null ? "unset" : FileText.shown(before))
                                + ", this run has " + entry.getValue());
            }
        }
    }

    private void requireSameBatchNorm(Map<String, Object> environment) throws IncompatibleCheckpointException {
        Object sync = DataParallel.BatchNormStatistics.SYNC; // also that of one process
        String before = metadata.getOrDefault(RunEnvironment.BATCH_NORM_KEY, sync.toString());
        Object now = environment.getOrDefault(RunEnvironment.BATCH_NORM_KEY, sync);
        if (!now.toString().equals(before)) {
            throw IncompatibleCheckpointException.ofHyperparameter(
                    RunEnvironment.BATCH_NORM_KEY,
                    file + ": its run had batch_norm " + FileText.shown(before) + ", this run has " + now);
        }
    }

    private void requireSameDataset(DatasetIdentity dataset) throws IOException {
        DatasetIdentity before = new DatasetIdentity(
                value(DatasetIdentity.NAME_KEY),
                (int) count(DatasetIdentity.SIZE_KEY),
                shape(),
                value(DatasetIdentity.FINGERPRINT_KEY));
        if (!before.fingerprint().equals(dataset.fingerprint())) {
            throw new IncompatibleCheckpointException(
                    Difference.DATASET,
                    file + ": its run was trained on " + FileText.shown(before.toString()) + ", this run has "
                            + dataset);
        }
    }

    private ImageShape shape() throws ModelFileException {
        String text = metadata.get(DatasetIdentity.SHAPE_KEY);
        try {
            return text == null ? ImageShape.MNIST : ImageShape.parse(text); // the first checkpoints had only this one
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file + ": " + DatasetIdentity.SHAPE_KEY + " is '" + FileText.shown(text) + "', expected one like "
                            + ImageShape.MNIST + "; the file is damaged",
                    e);
        }
    }

    private Rollbacks rollbacks() throws ModelFileException {
        return metadata.containsKey(ROLLBACKS_KEY)
                ? new Rollbacks((int) count(ROLLBACKS_KEY), (int) count(ROLLED_BACK_TO_KEY))
                : Rollbacks.NONE;
    }

    private long count(String key) throws ModelFileException {
        String text = value(key);
        if (!text.matches("\\d{1,9}")) {
            throw new ModelFileException(
                    file + ": " + key + " is '" + FileText.shown(text) + "', expected a number; the file is damaged");
        }
        return Long.parseLong(text);
    }

    private String value(String key) throws ModelFileException {
        String value = metadata.get(key);
        if (value == null) {
            throw new ModelFileException(file + ": has no " + key + "; the file is damaged");
        }
        return value;
    }
}
